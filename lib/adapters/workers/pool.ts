/** A pool of worker threads that do jobs in the order asked for. */
import type { JobInput, JobKept, JobOutput, Jobs, JobTable } from "@/adapters/workers/jobs.ts";
import { errorOf, type JobReply, type JobRequest, type Kept } from "@/adapters/workers/messages.ts";

interface Task {
  readonly kind: string;
  readonly input: unknown;
  readonly kept: object | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Threads start when there is work for them and stay until the pool is closed.
 *
 * @example
 * ```ts ignore
 * using pool = openWorkerPool(navigator.hardwareConcurrency);
 * const trees = await pool.run("growTrees", { ranked, labels, params, seeds });
 * ```
 */
export class WorkerPool<Table extends JobTable> implements Disposable {
  /** The largest number of threads at work at once. */
  readonly size: number;
  readonly #entry: URL;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Task, Worker>();
  readonly #keptIds = new Map<object, number>();
  /** Ids of what each worker has been sent. */
  readonly #held = new WeakMap<Worker, Set<number>>();
  #queue: Task[] = [];
  #isClosed = false;

  /**
   * @param size an integer from 1
   * @param entry module that calls `serveJobs` with the table
   */
  constructor(size: number, entry: URL) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`A pool of ${size} workers: expected an integer from 1.`);
    }
    this.size = size;
    this.#entry = entry;
  }

  /**
   * Does one job in a worker.
   *
   * @param input cloned into the worker, except `SharedArrayBuffer`s, which are shared
   * @param options `signal` ends the job, and its thread, when aborted; `kept` is what many jobs
   *   share, cloned into each worker once and never again
   * @throws what the job threw: UserErrors as such, others as an Error, both with the cause
   */
  async run<Kind extends keyof Table & string>(
    kind: Kind,
    input: JobInput<Table, Kind>,
    { signal, kept }: { signal?: AbortSignal | undefined; kept?: JobKept<Table, Kind> } = {},
  ): Promise<JobOutput<Table, Kind>> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new Error("The worker pool is closed.");
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const task = { kind, input, kept, resolve, reject };
    const abort = () => this.#drop(task, signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    this.#queue.push(task);
    this.#startTasks();
    try {
      return await promise as JobOutput<Table, Kind>;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Ends all threads; jobs that are not done are rejected. */
  close(): void {
    this.#isClosed = true;
    const reason = new Error("The worker pool was closed before the job was done.");
    for (const task of [...this.#queue, ...this.#busy.keys()]) this.#drop(task, reason);
    for (const worker of this.#idle.splice(0)) worker.terminate();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #startTasks(): void {
    while (!this.#isClosed && this.#queue.length > 0 && this.#busy.size < this.size) {
      const task = this.#queue.shift()!;
      const worker = this.#idle.pop() ?? new Worker(this.#entry, { type: "module" });
      this.#busy.set(task, worker);
      worker.onmessage = ({ data }: MessageEvent<JobReply>) => {
        this.#busy.delete(task);
        this.#idle.push(worker);
        if (data.ok) task.resolve(data.output);
        else task.reject(errorOf(data.failure));
        this.#startTasks();
      };
      worker.onerror = (event) => {
        event.preventDefault();
        this.#drop(task, new Error(`A worker broke down: ${event.message}`));
      };
      try {
        this.#send(worker, task);
      } catch (error) {
        this.#drop(task, error);
      }
    }
  }

  #send(worker: Worker, { kind, input, kept }: Task): void {
    const held = this.#held.get(worker) ?? new Set();
    const sent = kept && this.#keptFor(held, kept);
    worker.postMessage({ kind, input, kept: sent } satisfies JobRequest);
    if (sent) this.#held.set(worker, held.add(sent.id));
  }

  #keptFor(held: ReadonlySet<number>, value: object): Kept {
    const id = this.#keptIds.get(value) ?? this.#keptIds.size;
    this.#keptIds.set(value, id);
    return held.has(id) ? { id } : { id, value };
  }

  /** Gives a task up, and the thread that is busy with it: nothing else stops a computation. */
  #drop(task: Task, reason: unknown): void {
    this.#queue = this.#queue.filter((queued) => queued !== task);
    this.#busy.get(task)?.terminate();
    this.#busy.delete(task);
    task.reject(reason);
    // Later, because an abort drops many tasks in a row: none of them is worth a new thread.
    queueMicrotask(() => this.#startTasks());
  }
}

/** A pool of the project's own workers. */
export function openWorkerPool(size: number): WorkerPool<Jobs> {
  return new WorkerPool<Jobs>(size, new URL("./worker.ts", import.meta.url));
}
