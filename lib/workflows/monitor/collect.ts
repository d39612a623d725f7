/** Reads a window of the log: its figures by version, and the labels that have come in. */
import type { Random } from "@/data/random.ts";
import type { Schema } from "@/schema/column.ts";
import { createAnswerReader } from "@/workflows/monitor/logged_answer.ts";
import type { PredictionLog } from "@/workflows/prediction_log/log_reader.ts";
import { readOn } from "@/workflows/monitor/read_on.ts";
import { VersionCounters } from "@/workflows/monitor/version_counter.ts";
import type { VersionWindow } from "@/workflows/monitor/version_window.ts";
import { unread, type Watermark } from "@/workflows/monitor/watermark.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";

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
  { schema, model: name, window, from: last, random, signal, onRead }: CollectRequest,
): Promise<CollectedWindow> {
  const from = window.kind === "new" ? last : unread;
  const since = window.kind === "since" ? new Date(window.sinceMs).toISOString() : undefined;
  const lost = new Set<string>();
  const onLost = (reason: string) => void lost.add(reason);
  const reader = createAnswerReader(schema);
  const counters = new VersionCounters(schema, reader, random);
  let { predictions, rejections, feedback } = from;
  let [rowCount, rejectionCount, otherCount, damagedCount] = [0, 0, 0, 0];
  let [firstAt, lastAt] = ["", ""];

  // Before the answers: so every label's answer is in what is read after it.
  const labels = new Map<string, 0 | 1>();
  for await (const batch of readOn(log.feedback, { from: feedback, since, onLost })) {
    signal.throwIfAborted();
    for (const [, requestId, label] of batch.rows) {
      if (label === "0" || label === "1") labels.set(requestId, label === "1" ? 1 : 0);
      else damagedCount++;
    }
    damagedCount += batch.damagedCount;
    feedback = batch.mark;
  }
  const takeLabel = (requestId: string) => {
    const label = labels.size === 0 ? undefined : labels.get(requestId);
    if (label !== undefined) labels.delete(requestId);
    return label;
  };

  for await (const batch of readOn(log.predictions, { from: predictions, since, onLost })) {
    signal.throwIfAborted();
    for (const fields of batch.rows) {
      const label = takeLabel(reader.requestId(fields));
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
    predictions = batch.mark;
    rowCount += batch.rows.length;
    onRead(rowCount);
  }

  let lastRejected = "";
  for await (const batch of readOn(log.rejections, { from: rejections, since, onLost })) {
    for (const [, requestId] of batch.rows) {
      if (requestId !== lastRejected) rejectionCount++;
      lastRejected = requestId;
    }
    damagedCount += batch.damagedCount;
    rejections = batch.mark;
  }

  if (window.kind === "new") await joinLateLabels();
  return {
    versions: counters.windows(),
    rejectionCount,
    otherCount,
    damagedCount,
    unmatchedCount: labels.size,
    firstAt,
    lastAt,
    watermark: { predictions, rejections, feedback },
    lost: [...lost],
  };

  /** Looks for the answers of earlier windows to which labels have come only now. */
  async function joinLateLabels(): Promise<void> {
    if (labels.size === 0) return;
    for await (const batch of log.predictions.read()) {
      signal.throwIfAborted();
      for (const fields of batch.rows) {
        const label = takeLabel(reader.requestId(fields));
        const model = reader.model(fields);
        if (label !== undefined && model.name === name) counters.of(model).addLabel(fields, label);
      }
      if (labels.size === 0) return;
    }
  }
}
