/** The worker's side: does one job after another and replies. */
import type { JobTable } from "@/adapters/workers/jobs.ts";
import { failureOf, type JobReply, type JobRequest } from "@/adapters/workers/messages.ts";

/** The part of a worker's global scope that is needed. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<JobRequest>) => void) | null;
  postMessage(reply: JobReply, transfer: ArrayBuffer[]): void;
}

/** Answers this worker's messages with the jobs of a table. */
export function serveJobs(jobs: JobTable): void {
  const scope = globalThis as unknown as WorkerScope;
  const keptValues = new Map<number, object>();
  scope.onmessage = async ({ data: { kind, input, kept } }) => {
    try {
      if (kept?.value) keptValues.set(kept.id, kept.value);
      if (!Object.hasOwn(jobs, kind)) throw new Error(`There is no job '${kind}'.`);
      const output = await jobs[kind](input as never, keptValues.get(kept?.id ?? -1) as never);
      scope.postMessage({ ok: true, output }, ownedBuffers(output));
    } catch (error) {
      scope.postMessage({ ok: false, failure: failureOf(error) }, []);
    }
  };
}

/** Buffers behind the typed arrays of a plain object, to be handed over instead of copied. */
function ownedBuffers(output: unknown): ArrayBuffer[] {
  if (typeof output !== "object" || output === null) return [];
  const buffers = Object.values(output)
    .filter((value) => ArrayBuffer.isView(value))
    .map((view) => view.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
