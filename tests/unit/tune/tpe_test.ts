/** The tree-structured Parzen estimator on real functions and in odd situations. */
import assert from "node:assert/strict";
import { createRandomSampler } from "@/tune/random_search.ts";
import type { JudgedTrial, Sampler } from "@/tune/sampler.ts";
import { pointFaults } from "@/tune/point_faults.ts";
import type { Point, Space } from "@/tune/space.ts";
import { createTpeSampler } from "@/tune/tpe.ts";

function search(sampler: Sampler, space: Space, loss: (point: Point) => number, count: number) {
  const history: JudgedTrial[] = [];
  for (let number = 0; number < count; number++) {
    const point = sampler.suggest(space, history, number);
    history.push({ number, point, loss: loss(point) });
  }
  return history;
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Branin's function, its least value taken off. */
function branin({ x, y }: Point): number {
  const [a, b] = [Number(x), Number(y)];
  const valley = b - 5.1 * a ** 2 / (4 * Math.PI ** 2) + 5 * a / Math.PI - 6;
  return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10 - 0.39788735772973816;
}

Deno.test("on Branin's function the median search ends nearer to the least value than at random", () => {
  const space: Space = {
    x: { type: "uniform", low: -5, high: 10 },
    y: { type: "uniform", low: 0, high: 15 },
  };
  const best = (sampler: Sampler) =>
    Math.min(...search(sampler, space, branin, 100).map(({ loss }) => loss));
  const tpe = median(seeds.map((seed) => best(createTpeSampler({ seed }))));
  const random = median(seeds.map((seed) => best(createRandomSampler({ seed }))));
  assert.ok(tpe < random, `${tpe} against ${random}`);
});

Deno.test("the option that does better is chosen more often, and its own parameter improves", () => {
  const space: Space = {
    model: {
      type: "choice",
      options: ["poor", {
        value: "good",
        parameters: { rate: { type: "loguniform", low: 1e-5, high: 1 } },
      }],
    },
  };
  const loss = ({ model, rate }: Point) =>
    model === "poor" ? 10 : Math.abs(Math.log10(Number(rate) / 1e-3));
  for (const seed of seeds.slice(0, 5)) {
    const late = search(createTpeSampler({ seed }), space, loss, 80).slice(40);
    const chosen = late.filter(({ point }) => point.model === "good");
    assert.ok(chosen.length > 28, `${chosen.length} of 40`);
    // Drawn at random, half of them would lie beyond 1.25.
    assert.ok(median(chosen.map(({ loss }) => loss)) < 0.8);
  }
});

Deno.test("the start is random search itself, whatever the history", () => {
  const space: Space = { x: { type: "uniform", low: 0, high: 1 } };
  const history = [{ number: 0, point: { x: 0.5 }, loss: 1 }];
  const [tpe, random] = [createTpeSampler({ seed: 7 }), createRandomSampler({ seed: 7 })];
  for (const number of [0, 1, 19]) {
    assert.deepEqual(tpe.suggest(space, history, number), random.suggest(space, [], number));
  }
  assert.notDeepEqual(tpe.suggest(space, history, 20), random.suggest(space, [], 20));
  const eager = createTpeSampler({ seed: 7, startupCount: 1 });
  assert.deepEqual(eager.suggest(space, history, 20), tpe.suggest(space, history, 20));
  assert.notDeepEqual(eager.suggest(space, history, 1), random.suggest(space, history, 1));
});

const oddSpace: Space = {
  only: { type: "choice", options: ["one"] },
  narrow: { type: "uniform", low: 1, high: 1 + Number.EPSILON },
  tiny: { type: "loguniform", low: 1e-300, high: 1e-299 },
  coarse: { type: "quniform", low: 400, high: 600, q: 1000 },
  below: { type: "quniform", low: -0.4, high: 0.4, q: 1 },
  seed: { type: "randint", low: 0, high: 2 ** 32 },
  constant: { type: "randint", low: 5, high: 6 },
  branch: {
    type: "choice",
    options: ["usual", {
      value: "rare",
      parameters: { hidden: { type: "normal", mu: 0, sigma: 1 } },
    }],
    probabilities: [1, 0],
  },
};

Deno.test("a suggestion needs no history", () => {
  for (const number of [0, 20, 5000]) {
    const point = createTpeSampler({ seed: 1 }).suggest(oddSpace, [], number);
    assert.deepEqual(pointFaults(oddSpace, point), []);
  }
});

Deno.test("odd ranges and losses that are all equal leave suggestions within the space", () => {
  for (const { point } of search(createTpeSampler({ seed: 2 }), oddSpace, () => 0, 60)) {
    assert.deepEqual(pointFaults(oddSpace, point), []);
    for (const value of Object.values(point)) assert.ok(!Object.is(value, -0));
  }
});

Deno.test("a parameter that no trial had gets a value all the same", () => {
  const space: Space = {
    branch: {
      type: "choice",
      options: [{ value: "new", parameters: { hidden: { type: "normal", mu: 0, sigma: 1 } } }],
    },
  };
  const history = Array.from({ length: 30 }, (_, number) => ({ number, point: {}, loss: number }));
  const point = createTpeSampler({ seed: 3 }).suggest(space, history, 30);
  assert.deepEqual(pointFaults(space, point), []);
});

Deno.test("five thousand equal points are no hindrance", () => {
  const space: Space = {
    depth: { type: "quniform", low: 1, high: 12, q: 1 },
    share: { type: "uniform", low: 0, high: 1 },
  };
  const history = Array.from({ length: 5000 }, (_, number) => ({
    number,
    point: { depth: 3, share: 0.25 },
    loss: 0.5,
  }));
  const point = createTpeSampler({ seed: 4 }).suggest(space, history, 5000);
  assert.deepEqual(pointFaults(space, point), []);
});

Deno.test("a seed that is none is refused at once", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) {
    assert.throws(() => createTpeSampler({ seed }), RangeError);
    assert.throws(() => createRandomSampler({ seed }), RangeError);
  }
});
