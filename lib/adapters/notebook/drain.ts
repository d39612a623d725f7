/** Keeps a cell's outputs with their cell: lets the kernel send them before the cell ends. */

/** What Deno's kernel calls at the end of each cell. */
type Finish = ((executionCount: number, result: unknown) => Promise<void>) & {
  readonly drains?: true;
};

/** The inner parts of Deno's kernel that this changes. */
interface KernelInternals {
  readonly jupyter?: { broadcastResult?: Finish };
}

/**
 * Deno's kernel queues outputs for another thread and reports the cell's end without waiting for
 * the queue: what is still in it then shows under the next cell, or not at all. Nothing tells when
 * the queue is empty, but it takes well under a millisecond a message.
 */
const leastMs = 30;
const perMessageMs = 1;

/**
 * Makes each cell's end wait for its outputs; a second call changes nothing.
 *
 * @returns whether this is a kernel whose inner parts are as expected; if not, nothing is changed
 */
export function installDrain(): boolean {
  const { internal } = Deno as unknown as { internal: symbol };
  const { jupyter } = (Deno as unknown as Record<symbol, KernelInternals>)[internal] ?? {};
  const finish = jupyter?.broadcastResult;
  if (!finish || !Deno.jupyter?.broadcast) return false;
  if (finish.drains) return true;

  let messageCount = 0;
  const counting = <Args extends unknown[], Result>(send: (...args: Args) => Result) =>
  (
    ...args: Args
  ): Result => {
    messageCount++;
    return send(...args);
  };
  const methods = console as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of Object.keys(console)) {
    if (typeof methods[name] === "function") methods[name] = counting(methods[name]);
  }
  Object.assign(Deno.jupyter, { broadcast: counting(Deno.jupyter.broadcast) });
  jupyter.broadcastResult = Object.assign(
    async (executionCount: number, result: unknown) => {
      await finish(executionCount, result);
      const waitMs = leastMs + perMessageMs * messageCount;
      messageCount = 0;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    },
    { drains: true as const },
  );
  return true;
}
