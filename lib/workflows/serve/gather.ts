/** Does what comes together in one go: whatever arrives while one group is under way forms the next. */

/**
 * A function that hands its argument to `work` with all others that wait.
 *
 * An idle service answers at once, and under load the groups grow by themselves.
 *
 * @param work gives a result for each of n items, in their order; its error is everybody's
 * @param arrivals lets those in who are about to come, before each group; by default those of the
 *   same moment
 */
export function gather<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  arrivals: () => Promise<void> = () => Promise.resolve(),
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isWorking = false;

  async function workOff(): Promise<void> {
    while (waiting.length > 0) {
      await arrivals();
      const group = waiting;
      waiting = [];
      try {
        const results = await work(group.map(({ item }) => item));
        group.forEach(({ resolve }, index) => resolve(results[index]));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWorking = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isWorking) return;
      isWorking = true;
      workOff();
    });
}
