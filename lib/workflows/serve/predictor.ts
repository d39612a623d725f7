/** Answers requests: predicts, keeps the record, and only then lets the answer go. */
import type { Schema } from "@/schema/column.ts";
import type { RawRow } from "@/schema/row.ts";
import {
  type Answer,
  answerOf,
  isPatient,
  isRefusal,
  type Patient,
  readPatient,
  type Refusal,
  type UnknownFields,
} from "@/workflows/serve/answer.ts";
import { gather } from "@/workflows/serve/gather.ts";
import type { Journal, PredictionRecord } from "@/workflows/serve/journal.ts";
import type { ModelKeeper } from "@/workflows/serve/model_keeper.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";
import type { ShadowKeeper } from "@/workflows/serve/shadow_keeper.ts";

/** A request for predictions of n rows. */
export interface PredictionRequest {
  readonly requestId: string;
  /** When it came. */
  readonly startedMs: number;
  readonly rows: readonly RawRow[];
  readonly unknownFields: UnknownFields;
  /** Whether one row that cannot be used leaves the others unanswered. */
  readonly isAllOrNothing: boolean;
}

/** One row's outcome. */
export type RowOutcome = { readonly requestId: string } & (Answer | Refusal);

/**
 * The outcomes of n rows, and who gave them; a row that was refused for others' faults has none of
 * its own.
 */
export interface PredictionOutcome {
  readonly model: ServedModel;
  readonly outcomes: readonly RowOutcome[];
}

/** The log cannot keep a record, so nothing may be answered. */
export class LogUnavailable extends Error {
  override readonly name = "LogUnavailable";
}

/** What the log is to keep: predictions, without which none is answered, or what goes with them. */
export type KeptKind = "predictions" | "others";

/** What happens beside the answers. */
export interface PredictorEvents {
  predicted(answers: readonly Answer[]): void;
  /** A row was refused. */
  rejected(): void;
  /** The log keeps predictions. */
  logged(): void;
  logFailed(error: unknown, kind: KeptKind): void;
}

/** What predicting needs. */
export interface PredictorPorts {
  readonly schema: Schema;
  readonly keeper: ModelKeeper;
  /** Answers beside the first, for the record alone. */
  readonly shadow: ShadowKeeper | undefined;
  readonly journal: Journal;
  /** Whether answers go out also when they cannot be logged. */
  readonly isLogOptional: boolean;
  readonly now: () => number;
  /** Does work after what is ready to be done. */
  readonly later: (work: () => void) => void;
  /** Resolves when the requests that have come by now are read. */
  readonly arrivals: () => Promise<void>;
  readonly events: PredictorEvents;
}

/** Answers requests. */
export interface Predictor {
  /**
   * Predicts n rows.
   *
   * @throws {LogUnavailable} when the record cannot be kept
   */
  predict(request: PredictionRequest): Promise<PredictionOutcome>;
  /**
   * Keeps what became of a patient.
   *
   * @throws {LogUnavailable} when the record cannot be kept
   */
  feedback(requestId: string, label: 0 | 1): Promise<void>;
  /** Tries whether the log would keep predictions, and tells by the events. */
  tryLog(): Promise<void>;
}

/** A request whose rows were read. */
interface ReadRequest {
  readonly request: PredictionRequest;
  readonly rows: readonly (Patient | Refusal)[];
}

/** Makes a predictor. */
export function createPredictor(ports: PredictorPorts): Predictor {
  const { schema, keeper, shadow, journal, isLogOptional, now, arrivals, later, events } = ports;
  const otherFailed = (error: unknown) => events.logFailed(error, "others");

  async function keep(kind: KeptKind, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      if (kind === "predictions") events.logged();
    } catch (cause) {
      events.logFailed(cause, kind);
      if (isLogOptional) return;
      throw new LogUnavailable("The prediction log cannot be written.", { cause });
    }
  }

  /** Requests of one moment are scored in one pass and logged in one write. */
  const answerTogether = gather(
    async (requests: readonly ReadRequest[]): Promise<PredictionOutcome[]> => {
      const model = keeper.current;
      const patients = requests.flatMap(({ rows }) => rows.filter(isPatient));
      const probabilities = model.score(patients.map(({ row }) => row));
      let scoredCount = 0;
      const records: PredictionRecord[] = [];
      const answered = requests.map(({ request, rows }) => {
        const latencyMs = now() - request.startedMs;
        const outcomes = rows.map((row, index): RowOutcome => {
          const requestId = rowId(request, index);
          if (isRefusal(row)) return { requestId, ...row };
          const answer = answerOf(model, row, probabilities[scoredCount++]);
          const { startedMs: timestampMs, rows: { [index]: inputs } } = request;
          const { identity } = model;
          records.push({ timestampMs, requestId, model: identity, inputs, answer, latencyMs });
          return { requestId, ...answer };
        });
        return { model, outcomes };
      });
      await keep("predictions", () => journal.predictions(records));
      events.predicted(records.map(({ answer }) => answer));
      const onlooker = shadow?.current;
      if (onlooker) later(() => castShadow(onlooker, patients, records));
      return answered;
    },
    // Requests that have come but are not read yet: each group costs a write and a sync.
    arrivals,
  );

  function castShadow(
    model: ServedModel,
    patients: readonly Patient[],
    records: readonly PredictionRecord[],
  ): void {
    const startedMs = now();
    const probabilities = model.score(patients.map(({ row }) => row));
    const shadows = records.map((record, index) => ({
      ...record,
      model: model.identity,
      answer: answerOf(model, patients[index], probabilities[index]),
      latencyMs: now() - startedMs,
    }));
    journal.shadows(shadows).catch(otherFailed);
  }

  function reject({ startedMs: timestampMs }: PredictionRequest, requestId: string, row: Refusal) {
    events.rejected();
    journal.rejection({ timestampMs, requestId, faults: row.faults }).catch(otherFailed);
  }

  return {
    async predict(request) {
      const rows = request.rows.map((raw) => readPatient(schema, raw, request.unknownFields));
      const refusedCount = rows.filter((row, index) => {
        if (isRefusal(row)) reject(request, rowId(request, index), row);
        return isRefusal(row);
      }).length;
      const isRefused = refusedCount === rows.length || request.isAllOrNothing && refusedCount > 0;
      if (!isRefused) return await answerTogether({ request, rows });
      const outcomes = rows.map((row, index) => ({
        requestId: rowId(request, index),
        faults: isRefusal(row) ? row.faults : [],
      }));
      return { model: keeper.current, outcomes };
    },
    feedback: (requestId, label) =>
      keep("others", () => journal.feedback({ timestampMs: now(), requestId, label })),
    // Whoever asks learns of it by the events.
    tryLog: () => keep("predictions", () => journal.predictions([])).catch(() => {}),
  };
}

/** A row of several is named by its place as well. */
function rowId({ requestId, rows }: PredictionRequest, index: number): string {
  return rows.length === 1 ? requestId : `${requestId}#${index}`;
}
