/** Answers requests: predicts, keeps the record, and only then lets the answer go. */
import type { RawRow } from "@/schema/row.ts";
import {
  type Answer,
  answerRow,
  isRefusal,
  type Refusal,
  type UnknownFields,
} from "@/workflows/serve/answer.ts";
import type { Journal, PredictionRecord } from "@/workflows/serve/journal.ts";
import type { ModelKeeper } from "@/workflows/serve/model_keeper.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";

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

/** The outcomes of n rows, and who gave them. */
export interface PredictionOutcome {
  readonly model: ServedModel;
  readonly outcomes: readonly RowOutcome[];
}

/** The log cannot keep a record, so nothing may be answered. */
export class LogUnavailable extends Error {
  override readonly name = "LogUnavailable";
}

/** What happens beside the answers. */
export interface PredictorEvents {
  predicted(model: ServedModel, answers: readonly Answer[]): void;
  rejected(faultCount: number): void;
  logFailed(error: unknown): void;
}

/** What predicting needs. */
export interface PredictorPorts {
  readonly keeper: ModelKeeper;
  /** Answers beside the first, for the record alone. */
  readonly shadow: ModelKeeper | undefined;
  readonly journal: Journal;
  /** Whether answers go out also when they cannot be logged. */
  readonly isLogOptional: boolean;
  readonly now: () => number;
  /** Does work after the answer has gone. */
  readonly later: (work: () => void) => void;
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
}

/** Makes a predictor. */
export function createPredictor(ports: PredictorPorts): Predictor {
  const { keeper, shadow, journal, isLogOptional, now, later, events } = ports;

  async function keep(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (cause) {
      events.logFailed(cause);
      if (!isLogOptional) {
        throw new LogUnavailable("The prediction log cannot be written.", { cause });
      }
    }
  }

  async function predict(request: PredictionRequest): Promise<PredictionOutcome> {
    const { requestId, startedMs, rows, unknownFields, isAllOrNothing } = request;
    const model = keeper.current;
    const outcomes = rows.map((raw, index): RowOutcome => ({
      requestId: rows.length === 1 ? requestId : `${requestId}#${index}`,
      ...answerRow(model, raw, unknownFields),
    }));
    const refused = outcomes.filter(isRefusal);
    for (const { requestId, faults } of refused as (RowOutcome & Refusal)[]) {
      events.rejected(faults.length);
      journal.rejection({ timestampMs: startedMs, requestId, faults }).catch(events.logFailed);
    }
    if (isAllOrNothing && refused.length > 0) return { model, outcomes };
    const records = toRecords(model, rows, outcomes, startedMs, now());
    if (records.length === 0) return { model, outcomes };
    await keep(() => journal.predictions(records));
    events.predicted(model, records.map(({ answer }) => answer));
    if (shadow) later(() => castShadow(shadow.current, records, request));
    return { model, outcomes };
  }

  function castShadow(
    model: ServedModel,
    records: readonly PredictionRecord[],
    { unknownFields }: PredictionRequest,
  ): void {
    const shadows = records.flatMap((record) => {
      const startedMs = now();
      const answer = answerRow(model, record.inputs, unknownFields);
      if (isRefusal(answer)) return [];
      const latencyMs = now() - startedMs;
      return [{ ...record, model: model.identity, answer, latencyMs }];
    });
    journal.shadows(shadows).catch(events.logFailed);
  }

  return {
    predict,
    feedback: (requestId, label) =>
      keep(() => journal.feedback({ timestampMs: now(), requestId, label })),
  };
}

function toRecords(
  { identity }: ServedModel,
  rows: readonly RawRow[],
  outcomes: readonly RowOutcome[],
  startedMs: number,
  endedMs: number,
): PredictionRecord[] {
  const records: PredictionRecord[] = [];
  outcomes.forEach((outcome, index) => {
    if (isRefusal(outcome)) return;
    records.push({
      timestampMs: startedMs,
      requestId: outcome.requestId,
      model: identity,
      inputs: rows[index],
      answer: outcome,
      latencyMs: endedMs - startedMs,
    });
  });
  return records;
}
