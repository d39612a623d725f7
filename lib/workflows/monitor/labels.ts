/** True labels that have come, and the answers that they belong to. */
import type { AnswerReader } from "@/workflows/monitor/logged_answer.ts";
import { readOn, type ReadOnOptions } from "@/workflows/monitor/read_on.ts";
import type { VersionCounters } from "@/workflows/monitor/version_counter.ts";
import type { Mark } from "@/workflows/monitor/watermark.ts";
import type { LogReader } from "@/workflows/prediction_log/log_reader.ts";

/** Labels by their requests, each until its answer is found. */
export class WaitingLabels {
  readonly #byRequest = new Map<string, 0 | 1>();

  get count(): number {
    return this.#byRequest.size;
  }

  /** Of two labels for one request the later counts. */
  add(requestId: string, label: 0 | 1): void {
    this.#byRequest.set(requestId, label);
  }

  /** The label of a request, which then waits no longer. */
  take(requestId: string): 0 | 1 | undefined {
    if (this.#byRequest.size === 0) return undefined;
    const label = this.#byRequest.get(requestId);
    if (label !== undefined) this.#byRequest.delete(requestId);
    return label;
  }
}

/** Reads the labels that have come since a mark. */
export async function readLabels(
  feedback: LogReader,
  options: ReadOnOptions,
): Promise<{ labels: WaitingLabels; damagedCount: number; mark: Mark }> {
  const labels = new WaitingLabels();
  let [mark, damagedCount] = [options.from, 0];
  for await (const batch of readOn(feedback, options)) {
    for (const [, requestId, label] of batch.rows) {
      if (label === "0" || label === "1") labels.add(requestId, label === "1" ? 1 : 0);
      else damagedCount++;
    }
    damagedCount += batch.damagedCount;
    mark = batch.mark;
  }
  return { labels, damagedCount, mark };
}

/** Looks for the answers of earlier windows to which labels have come only now. */
export async function joinLateLabels(
  predictions: LogReader,
  labels: WaitingLabels,
  context: {
    readonly reader: AnswerReader;
    readonly counters: VersionCounters;
    /** The registered model whose answers count. */
    readonly model: string;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  if (labels.count === 0) return;
  const { reader, counters, model: name, signal } = context;
  for await (const { rows } of predictions.read()) {
    signal.throwIfAborted();
    for (const fields of rows) {
      const label = labels.take(reader.requestId(fields));
      if (label === undefined) continue;
      const model = reader.model(fields);
      if (model.name === name) counters.of(model).addLabel(fields, label);
    }
    if (labels.count === 0) return;
  }
}
