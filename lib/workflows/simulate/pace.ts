/** Does one thing after another at a given rate, some of them at once. */
import type { TrafficPorts } from "@/workflows/simulate/ports.ts";

/** So many are under way at most: enough to keep a service busy, too few to flood it. */
export const mostUnderWay = 16;

/**
 * Does something with each item, the next when it is due and there is room. The first failure, or
 * the signal, lets what is under way end and begins nothing more.
 *
 * @param perSecond how many begin in a second; 0 for as many as there is room for
 * @returns why it ended early, undefined when all is done
 */
export async function atPace<Item>(
  items: Iterable<Item>,
  perSecond: number,
  work: (item: Item) => Promise<void>,
  { signal, now, sleep }: Pick<TrafficPorts, "signal" | "now" | "sleep">,
): Promise<{ readonly reason: unknown } | undefined> {
  const startMs = now();
  const underWay = new Set<Promise<void>>();
  let begunCount = 0;
  let failure: { readonly reason: unknown } | undefined;
  const fail = (reason: unknown) => {
    failure ??= { reason };
  };

  try {
    for (const item of items) {
      const dueMs = perSecond === 0 ? 0 : startMs + 1000 * begunCount / perSecond - now();
      if (dueMs > 0) await sleep(dueMs);
      if (underWay.size === mostUnderWay) await Promise.race(underWay);
      signal.throwIfAborted();
      if (failure !== undefined) break;
      begunCount++;
      const one = work(item).catch(fail).finally(() => underWay.delete(one));
      underWay.add(one);
    }
  } catch (reason) {
    fail(reason);
  }
  await Promise.all(underWay);
  return failure;
}
