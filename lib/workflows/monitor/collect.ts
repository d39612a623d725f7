/** Reads a window of the log: its figures by version, and the labels that have come in. */
import type { Random } from "@/data/random.ts";
import type { Schema } from "@/schema/column.ts";
import { joinLateLabels, readLabels, type WaitingLabels } from "@/workflows/monitor/labels.ts";
import { type AnswerReader, createAnswerReader } from "@/workflows/monitor/logged_answer.ts";
import { type MarkedBatch, readOn } from "@/workflows/monitor/read_on.ts";
import { VersionCounters } from "@/workflows/monitor/version_counter.ts";
import type { VersionWindow } from "@/workflows/monitor/version_window.ts";
import { type Mark, unread, type Watermark } from "@/workflows/monitor/watermark.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";
import type { PredictionLog } from "@/workflows/prediction_log/log_reader.ts";

/** What to read. */
export interface CollectRequest {
  readonly schema: Schema;
  /** The registered model whose answers count. */
  readonly model: string;
  readonly window: WindowChoice;
  /** Where the last check ended; unread when there was none. */
  readonly from: Watermark;
  /** Draws the samples. */
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Called with how many rows were read by now. */
  readonly onRead: (rowCount: number) => void;
}

/** What was read. */
export interface CollectedWindow {
  readonly versions: readonly VersionWindow[];
  /** Requests that were refused. */
  readonly rejectionCount: number;
  /** Answers of other models. */
  readonly otherCount: number;
  /** Lines and rows that nobody can read. */
  readonly damagedCount: number;
  /** Labels whose request is not in the log. */
  readonly unmatchedCount: number;
  /** ISO times of the earliest and latest answer; empty without any. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** How far the log was read. */
  readonly watermark: Watermark;
  /** Why rows were told by their times, when the place where the last check ended is gone. */
  readonly lost: readonly string[];
}

/** Whether nothing came that a check of this model could tell of. */
export function isEmpty({ versions, rejectionCount, damagedCount }: CollectedWindow): boolean {
  return versions.length === 0 && rejectionCount + damagedCount === 0;
}

/**
 * Reads a window in memory that does not grow with it. A label counts in the check to which it is
 * new, whenever its answer was given.
 *
 * @throws {UserError} when the log cannot be read
 */
export async function collectWindow(
  log: PredictionLog,
  request: CollectRequest,
): Promise<CollectedWindow> {
  const { schema, model, window, random, signal } = request;
  const from = window.kind === "new" ? request.from : unread;
  const since = window.kind === "since" ? new Date(window.sinceMs).toISOString() : undefined;
  const lost = new Set<string>();
  const optionsOf = (from: Mark) => ({ from, since, onLost: (reason: string) => lost.add(reason) });
  const reader = createAnswerReader(schema);
  const counters = new VersionCounters(schema, reader, random);
  // Before the answers: so every label's answer is in what is read after it.
  const feedback = await readLabels(log.feedback, optionsOf(from.feedback));
  const { labels } = feedback;
  const context = { reader, counters, labels, model, signal };
  const answers = await countAnswers(
    readOn(log.predictions, optionsOf(from.predictions)),
    { ...context, onRead: request.onRead },
  );
  const rejections = await countRejections(
    readOn(log.rejections, optionsOf(from.rejections)),
  );
  if (window.kind === "new") await joinLateLabels(log.predictions, labels, context);
  return {
    versions: counters.windows(),
    rejectionCount: rejections.requestCount,
    otherCount: answers.otherCount,
    damagedCount: feedback.damagedCount + answers.damagedCount + rejections.damagedCount,
    unmatchedCount: labels.count,
    firstAt: answers.firstAt,
    lastAt: answers.lastAt,
    watermark: {
      predictions: answers.mark ?? from.predictions,
      rejections: rejections.mark ?? from.rejections,
      feedback: feedback.mark,
    },
    lost: [...lost],
  };
}

/** What counting answers needs. */
interface CountContext extends Pick<CollectRequest, "model" | "signal" | "onRead"> {
  readonly reader: AnswerReader;
  readonly counters: VersionCounters;
  readonly labels: WaitingLabels;
}

async function countAnswers(
  batches: AsyncIterable<MarkedBatch>,
  { reader, counters, labels, model: name, signal, onRead }: CountContext,
) {
  let [rowCount, otherCount, damagedCount] = [0, 0, 0];
  let [firstAt, lastAt] = ["", ""];
  let mark: Mark | undefined;
  for await (const batch of batches) {
    signal.throwIfAborted();
    for (const fields of batch.rows) {
      const label = labels.take(reader.requestId(fields));
      const model = reader.model(fields);
      if (model.name !== name) {
        otherCount++;
        continue;
      }
      const counter = counters.of(model);
      if (!counter.add(fields)) {
        damagedCount++;
        continue;
      }
      if (label !== undefined) counter.addLabel(fields, label);
      const at = reader.at(fields);
      if (firstAt === "" || at < firstAt) firstAt = at;
      if (at > lastAt) lastAt = at;
    }
    damagedCount += batch.damagedCount;
    mark = batch.mark;
    rowCount += batch.rows.length;
    onRead(rowCount);
  }
  return { otherCount, damagedCount, firstAt, lastAt, mark };
}

/** Counts refused requests, each of which has a row for every fault, one below the other. */
async function countRejections(batches: AsyncIterable<MarkedBatch>) {
  let [requestCount, damagedCount, lastId] = [0, 0, ""];
  let mark: Mark | undefined;
  for await (const batch of batches) {
    for (const [, requestId] of batch.rows) {
      if (requestId !== lastId) requestCount++;
      lastId = requestId;
    }
    damagedCount += batch.damagedCount;
    mark = batch.mark;
  }
  return { requestCount, damagedCount, mark };
}
