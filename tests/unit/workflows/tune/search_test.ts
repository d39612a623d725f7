import assert from "node:assert/strict";
import { evaluate } from "@/evaluate/evaluate.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import { createTpeSampler } from "@/tune/tpe.ts";
import type { Sampler } from "@/tune/sampler.ts";
import type { Point, Space } from "@/tune/space.ts";
import {
  type EndedTrial,
  search,
  type SearchPlan,
  type SearchPorts,
} from "@/workflows/tune/search.ts";
import type { Trial } from "@/workflows/tune/trial.ts";

const space: Space = { x: { type: "uniform", low: 0, high: 1 } };
const plan: SearchPlan = {
  space,
  sampler: createTpeSampler({ seed: 4, startupCount: 6 }),
  trialCount: 14,
  foldCount: 3,
  pruning: false,
};
const perfect = evaluate(Uint8Array.of(0, 1), Float64Array.of(0, 1), 0.5);

/** Better towards 0.3, with a wobble from fold to fold; slower for some points than for others. */
async function judgeFold({ x }: Point, fold: number): Promise<Evaluation> {
  const distance = Math.abs(Number(x) - 0.3);
  await new Promise((resolve) => setTimeout(resolve, (distance * 1000) % 7));
  return { ...perfect, rocAuc: 1 - distance - 0.01 * fold * distance };
}

function portsWith(overrides: Partial<SearchPorts> = {}): SearchPorts {
  return {
    judgeFold,
    workerCount: 2,
    onTrial: () => Promise.resolve(),
    onEnd: () => {},
    isOver: () => false,
    now: () => 0,
    signal: new AbortController().signal,
    ...overrides,
  };
}

Deno.test("the trials are the same for any number of workers, each once and in order", async () => {
  const alone = await search(plan, [], portsWith({ workerCount: 1 }));
  assert.deepEqual(alone.map(({ number }) => number), Array.from({ length: 14 }, (_, i) => i));
  assert(alone.every(({ state, foldScores }) => state === "complete" && foldScores.length === 3));
  for (const workerCount of [2, 7, 64]) {
    assert.deepEqual(await search(plan, [], portsWith({ workerCount })), alone);
  }
  for (const workerCount of [1, 2, 5]) {
    const pruned = await search({ ...plan, pruning: true }, [], portsWith({ workerCount }));
    assert(pruned.some(({ state }) => state === "pruned"));
    assert.deepEqual(
      pruned,
      await search({ ...plan, pruning: true }, [], portsWith({ workerCount: 1 })),
    );
  }
});

Deno.test("a study that goes on after any trials suggests what an unbroken one does", async () => {
  const whole = await search(plan, [], portsWith());
  // Interrupted among the drawn trials, some of which had overtaken others, and among the guided.
  for (const kept of [[], [0], [0, 1, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
    const earlier = whole.filter(({ number }) => kept.includes(number));
    const started: number[] = [];
    const again = await search(
      plan,
      earlier,
      portsWith({
        onTrial: (number) => Promise.resolve(void started.push(number)),
      }),
    );
    assert.deepEqual(again, whole);
    assert.deepEqual(started, whole.map(({ number }) => number).filter((n) => !kept.includes(n)));
  }
});

Deno.test("guided trials wait for all before them; drawn ones run side by side", async () => {
  let open = 0;
  const openAtStart: number[] = [];
  await search(
    plan,
    [],
    portsWith({
      workerCount: 6,
      onTrial: (_, __, ended) => {
        openAtStart.push(open++);
        ended.then(() => open--);
        return Promise.resolve();
      },
    }),
  );
  assert.deepEqual(openAtStart.slice(6), Array(8).fill(0));
  assert(Math.max(...openAtStart.slice(0, 6)) >= 1);
  assert(Math.max(...openAtStart) <= 2, "no more than the workers have use for");
});

Deno.test("a trial that fails is a failed trial, and the search goes on without it", async () => {
  const trials = await search(
    plan,
    [],
    portsWith({
      judgeFold: (point, fold) =>
        Number(point.x) > 0.6 && fold === 1
          ? Promise.reject(new Error("too far"))
          : judgeFold(point, fold),
    }),
  );
  const failed = trials.filter(({ state }) => state === "failed");
  assert(failed.length > 0 && failed.length < trials.length);
  assert(failed.every(({ error, point }) => error === "too far" && Number(point.x) > 0.6));
  assert.equal(trials.length, 14);
});

Deno.test("the sampler sees the trials before its own, the failed left out", async () => {
  const seen: number[][] = [];
  const spy: Sampler = {
    kind: "tpe",
    startupCount: 2,
    suggest: (_, history, number) => {
      seen[number] = history.map((trial) => trial.number);
      return { x: number === 1 ? 2 : number / 10 };
    },
  };
  await search(
    { ...plan, sampler: spy, trialCount: 5 },
    [],
    portsWith({
      judgeFold: (point, fold) =>
        Number(point.x) > 1 ? Promise.reject(new Error("no")) : judgeFold(point, fold),
    }),
  );
  assert.deepEqual(seen, [[], [], [0], [0, 2], [0, 2, 3]]);
});

Deno.test("when the time is up no further trial starts, and those under way end", async () => {
  let started = 0;
  const trials = await search(
    plan,
    [],
    portsWith({
      isOver: () => started >= 4,
      onTrial: () => Promise.resolve(void started++),
    }),
  );
  assert.deepEqual(trials.map(({ number, state }) => [number, state]), [
    [0, "complete"],
    [1, "complete"],
    [2, "complete"],
    [3, "complete"],
  ]);
});

Deno.test("an interruption rejects the search and the trials under way, and nothing else", async () => {
  const controller = new AbortController();
  const reason = new Error("Interrupted.");
  const outcomes: Promise<PromiseSettledResult<EndedTrial>[]>[] = [];
  let judged = 0;
  await assert.rejects(
    search(
      plan,
      [],
      portsWith({
        signal: controller.signal,
        judgeFold: (point, fold) => {
          if (++judged === 10) controller.abort(reason);
          return controller.signal.aborted ? Promise.reject(reason) : judgeFold(point, fold);
        },
        onTrial: (_, __, ended) => {
          outcomes.push(Promise.allSettled([ended]));
          return Promise.resolve();
        },
      }),
    ),
    reason,
  );
  const ends = (await Promise.all(outcomes)).flat().map(({ status }) => status);
  assert.equal(ends.filter((status) => status === "fulfilled").length, 3);
  assert(ends.includes("rejected"));
});

Deno.test("what the log refuses ends the search", async () => {
  await assert.rejects(
    search(plan, [], portsWith({ onTrial: () => Promise.reject(new Error("the server is gone")) })),
    /server is gone/,
  );
});

Deno.test("a pruned trial begins no fold that it does not need", async () => {
  const begun = new Map<number, number>();
  const trials = await search(
    { ...plan, pruning: true, foldCount: 5 },
    [],
    portsWith({
      workerCount: 2,
      judgeFold: (point, fold) => {
        begun.set(Number(point.x), fold + 1);
        return judgeFold(point, fold);
      },
    }),
  );
  const pruned = trials.filter(({ state }: Trial) => state === "pruned");
  assert(pruned.length > 0);
  for (const { point, foldScores } of pruned) {
    assert(foldScores.length < 5);
    assert(begun.get(Number(point.x))! <= foldScores.length + 1);
  }
});
