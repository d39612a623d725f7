/** Gathers a run's entries into few, ordered calls without making anyone wait for a timer. */
import type { MetricPoint, MetricSubject } from "@/workflows/tracker.ts";

/** A metric's value and when it was logged. */
export interface TimedMetric extends Required<Omit<MetricPoint, "atMs">> {
  readonly timestampMs: number;
  readonly subject?: MetricSubject;
}

/** Entries of one run that go out together. */
export interface RunBatch {
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: readonly TimedMetric[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Sends batches one after another. What arrives in the same turn, or while a batch is under way,
 * shares the next one; so order is kept, and a tag set twice ends as it was set last.
 */
export class BatchQueue {
  readonly #send: (batch: RunBatch) => Promise<void>;
  #waiting: RunBatch[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(send: (batch: RunBatch) => Promise<void>) {
    this.#send = send;
  }

  /** Resolves when the entries have been sent; rejects when the batch they shared failed. */
  add(entries: Partial<RunBatch>): Promise<void> {
    this.#waiting.push({ params: {}, metrics: [], tags: {}, ...entries });
    if (this.#next === undefined) {
      this.#next = this.#last.then(() => this.#flush());
      this.#last = this.#next.catch(() => {});
    }
    return this.#next;
  }

  #flush(): Promise<void> {
    const parts = this.#waiting;
    this.#waiting = [];
    this.#next = undefined;
    return this.#send({
      params: Object.assign({}, ...parts.map(({ params }) => params)),
      metrics: parts.flatMap(({ metrics }) => metrics),
      tags: Object.assign({}, ...parts.map(({ tags }) => tags)),
    });
  }
}
