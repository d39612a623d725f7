/** The behaviour of a run that every tracker shares: checks, batching, and an honest end. */
import { UserError } from "@/errors.ts";
import type {
  DatasetInput,
  LoggedModel,
  MetricPoint,
  MetricSubject,
  NewModel,
  RunEnd,
  TrackedRun,
} from "@/workflows/tracker.ts";
import { BatchQueue } from "@/workflows/tracking/batch_queue.ts";
import type { RunBatch } from "@/workflows/tracking/batch_queue.ts";
import {
  checkArtifactPath,
  checkDataset,
  checkMetric,
  checkModel,
  checkParameter,
  checkTag,
} from "@/workflows/tracking/limits.ts";

/** Where one run's entries go: all that differs between trackers. */
export interface RunSink {
  readonly id: string;
  readonly url: string;
  sendBatch(batch: RunBatch): Promise<void>;
  sendDataset(dataset: DatasetInput): Promise<void>;
  sendArtifact(path: string, content: Uint8Array): Promise<void>;
  sendModel(model: NewModel): Promise<LoggedModel>;
  close(status: RunEnd, endTimeMs: number): Promise<void>;
}

/**
 * Opens a run for logging.
 *
 * Whatever is logged counts: when one call failed, also one nobody awaited, `end("FINISHED")`
 * marks the run FAILED and throws the first error. An `end` that did not reach the tracker may be
 * tried again.
 *
 * @param params those that the run has already
 */
export function openRun(
  sink: RunSink,
  now: () => number,
  params: Readonly<Record<string, string>> = {},
): TrackedRun {
  return new OpenRun(sink, now, params);
}

class OpenRun implements TrackedRun {
  readonly id: string;
  readonly url: string;
  readonly #sink: RunSink;
  readonly #now: () => number;
  readonly #batches: BatchQueue;
  readonly #params: Map<string, string>;
  readonly #outstanding = new Set<Promise<unknown>>();
  #failure: { readonly error: unknown } | undefined;
  #ending: Promise<void> | undefined;
  #closed = false;

  constructor(sink: RunSink, now: () => number, params: Readonly<Record<string, string>>) {
    this.id = sink.id;
    this.url = sink.url;
    this.#sink = sink;
    this.#now = now;
    this.#params = new Map(Object.entries(params));
    this.#batches = new BatchQueue((batch) => sink.sendBatch(batch));
  }

  logParams(params: Readonly<Record<string, string | number | boolean>>): Promise<void> {
    return this.#log(async () => {
      const texts = Object.entries(params).map(([name, value]) => {
        const text = checkParameter(name, value);
        const earlier = this.#params.get(name);
        if (earlier === undefined || earlier === text) return [name, text] as const;
        throw new UserError(
          `Run ${this.id}: parameter '${name}' is '${earlier}' already and cannot become '${text}'.`,
        );
      });
      for (const [name, text] of texts) this.#params.set(name, text);
      await this.#batches.add({ params: Object.fromEntries(texts) });
    });
  }

  logMetrics(points: readonly MetricPoint[], subject?: MetricSubject): Promise<void> {
    return this.#log(async () => {
      points.forEach(checkMetric);
      const nowMs = this.#now();
      const metrics = points.map(({ name, value, step = 0, atMs = nowMs }) => ({
        name,
        value,
        step,
        timestampMs: atMs,
        ...(subject && { subject }),
      }));
      await this.#batches.add({ metrics });
    });
  }

  setTags(tags: Readonly<Record<string, string>>): Promise<void> {
    return this.#log(async () => {
      Object.entries(tags).forEach(([name, value]) => checkTag(name, value));
      await this.#batches.add({ tags });
    });
  }

  logDataset(dataset: DatasetInput): Promise<void> {
    return this.#log(async () => {
      checkDataset(dataset);
      await this.#sink.sendDataset(dataset);
    });
  }

  logArtifact(path: string, content: Uint8Array | string): Promise<void> {
    return this.#log(async () => {
      checkArtifactPath(path);
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await this.#sink.sendArtifact(path, bytes);
    });
  }

  logModel(model: NewModel): Promise<LoggedModel> {
    return this.#log(async () => {
      checkModel(model);
      return await this.#sink.sendModel(model);
    });
  }

  end(status: RunEnd): Promise<void> {
    const earlier = this.#ending?.catch(() => {}) ?? Promise.resolve();
    this.#ending = earlier.then(() => this.#closed ? undefined : this.#close(status));
    return this.#ending;
  }

  async #close(wanted: RunEnd): Promise<void> {
    await Promise.allSettled(this.#outstanding);
    const failure = wanted === "FINISHED" ? this.#failure : undefined;
    try {
      await this.#sink.close(failure ? "FAILED" : wanted, this.#now());
      this.#closed = true;
    } catch (error) {
      throw failure ? failure.error : error;
    }
    if (failure) throw failure.error;
  }

  /** Keeps sight of a call until it has settled. The handlers make it safe not to await it. */
  #log<T>(send: () => Promise<T>): Promise<T> {
    const call = this.#ending ? this.#refuse() : send();
    this.#outstanding.add(call);
    call.catch((error) => this.#failure ??= { error })
      .finally(() => this.#outstanding.delete(call));
    return call;
  }

  #refuse(): Promise<never> {
    return Promise.reject(new UserError(`Run ${this.id} has ended: nothing more can be logged.`));
  }
}
