import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { UserError } from "@/errors.ts";
import { parameterImportance } from "@/tune/importance.ts";
import type { Point, Space } from "@/tune/space.ts";

const unit = { type: "uniform", low: 0, high: 1 } as const;
const coin = { type: "choice", options: [true, false] } as const;

/** Trials at points that are drawn evenly. */
function study<P extends Point>(count: number, draw: () => P, lossOf: (point: P) => number) {
  return Array.from({ length: count }, (_, number) => {
    const point = draw();
    return { number, point, loss: lossOf(point) };
  });
}

/** Main effects in proportion to `parts`, within a tolerance. */
function assertParts(weights: Readonly<Record<string, number>>, parts: Record<string, number>) {
  const total = Object.values(parts).reduce((a, b) => a + b, 0);
  for (const [name, part] of Object.entries(parts)) {
    const [weight, expected] = [weights[name], part / total];
    assert.ok(Math.abs(weight - expected) < 0.06, `${name}: ${weight}, expected ${expected}`);
  }
}

Deno.test("parameterImportance() gives next to nothing to parameters that the loss ignores", () => {
  for (const count of [40, 200]) {
    const random = createRandom(count);
    const space: Space = { used: unit, ignored: unit, flag: coin };
    const draw = () => ({
      used: random.next(),
      ignored: random.next(),
      flag: random.next() < 0.5,
    });
    const weights = parameterImportance(
      space,
      study(count, draw, ({ used }) => (used - 0.3) ** 2),
      1,
    );
    assert.ok(weights.used > 0.95, `${weights.used}`);
    assert.ok(weights.ignored < 0.03 && weights.flag < 0.03);
  }
});

Deno.test("parameterImportance() finds the variance of each main effect", () => {
  const random = createRandom(5);
  const space: Space = { slope: unit, flag: coin };
  const draw = () => ({ slope: random.next(), flag: random.next() < 0.5 });
  const trials = study(300, draw, ({ slope, flag }) => 2 * slope + (flag ? 1 : 0));
  assertParts(parameterImportance(space, trials, 1), { slope: 4 / 12, flag: 1 / 4 });
});

Deno.test("parameterImportance() averages over the space, not over where the trials went", () => {
  const random = createRandom(6);
  const space: Space = { step: unit, slope: unit };
  // Nearly all trials are on one side of the step, as a search leaves them.
  const draw = () => ({ step: random.next() ** 4, slope: random.next() });
  const trials = study(300, draw, ({ step, slope }) => Number(step > 0.5) + slope);
  assertParts(parameterImportance(space, trials, 1), { step: 1 / 4, slope: 1 / 12 });
});

Deno.test("parameterImportance() takes a log-uniform parameter by its logarithm", () => {
  const random = createRandom(7);
  const space: Space = { rate: { type: "loguniform", low: 1e-4, high: 1 }, slope: unit };
  const draw = () => ({ rate: 10 ** (-4 * random.next()), slope: random.next() });
  const trials = study(
    200,
    draw,
    ({ rate, slope }) => Math.log10(rate) / 4 + slope,
  );
  assertParts(parameterImportance(space, trials, 1), { rate: 1, slope: 1 });
});

Deno.test("parameterImportance() takes options by their probabilities", () => {
  const random = createRandom(8);
  const options = ["common", "rare"];
  const space: Space = {
    kind: { type: "choice", options, probabilities: [0.9, 0.1] },
    flag: coin,
  };
  const draw = () => ({
    kind: options[random.next() < 0.9 ? 0 : 1],
    flag: random.next() < 0.5,
  });
  const trials = study(300, draw, ({ kind, flag }) => Number(kind === "rare") + Number(flag));
  assertParts(parameterImportance(space, trials, 1), { kind: 0.09, flag: 0.25 });
});

Deno.test("parameterImportance() counts a conditional parameter as often as it exists", () => {
  const random = createRandom(9);
  const space: Space = {
    kind: { type: "choice", options: ["plain", { value: "rich", parameters: { extra: unit } }] },
    slope: unit,
  };
  const draw = () => ({
    slope: random.next(),
    ...(random.next() < 0.5 ? { kind: "plain" } : { kind: "rich", extra: random.next() }),
  });
  const trials = study(
    300,
    draw,
    (point) => point.slope + ("extra" in point ? 2 * point.extra - 1 : 0),
  );
  const weights = parameterImportance(space, trials, 1);
  assertParts(weights, { slope: 1, extra: 1, kind: 0 });
});

Deno.test("parameterImportance() handles every kind of parameter", () => {
  const random = createRandom(10);
  const space: Space = {
    normal: { type: "normal", mu: 1, sigma: 2 },
    qnormal: { type: "qnormal", mu: 0, sigma: 3, q: 1 },
    lognormal: { type: "lognormal", mu: 0, sigma: 1 },
    qlognormal: { type: "qlognormal", mu: 2, sigma: 1, q: 1 },
    qloguniform: { type: "qloguniform", low: 1, high: 1000, q: 1 },
    randint: { type: "randint", low: 0, high: 4 },
    fixed: { type: "quniform", low: 3, high: 3, q: 1 },
  };
  const draw = () => ({
    normal: 1 + 2 * random.normal(),
    qnormal: Math.round(3 * random.normal()),
    lognormal: Math.exp(random.normal()),
    qlognormal: Math.round(Math.exp(2 + random.normal())),
    qloguniform: Math.round(1000 ** random.next()),
    randint: random.integer(4),
    fixed: 3,
  });
  const trials = study(
    300,
    draw,
    ({ normal, randint }) => normal / 2 + 2 * Number(randint === 2),
  );
  const weights = parameterImportance(space, trials, 1);
  assertParts(weights, { normal: 1, randint: 4 * 3 / 16 });
  assert.ok(weights.fixed < 1e-12);
});

Deno.test("parameterImportance() is all zero when the trials cannot tell", () => {
  const point = (value: number) => ({ a: value, b: value });
  const space: Space = { a: unit, b: unit };
  const trials = [0.1, 0.4, 0.6, 0.9].map((x, number) => ({ number, point: point(x), loss: x }));
  const none = { a: 0, b: 0 };
  assert.deepEqual(parameterImportance(space, [], 1), none);
  assert.deepEqual(parameterImportance(space, trials.slice(1), 1), none);
  assert.deepEqual(parameterImportance(space, trials.map((t) => ({ ...t, loss: 1 })), 1), none);
  const same = trials.map((trial) => ({ ...trial, point: point(0.5) }));
  assert.deepEqual(parameterImportance(space, same, 1), none);
  assert.notDeepEqual(parameterImportance(space, trials, 1), none);
});

Deno.test("parameterImportance() refuses a value that the space does not have", () => {
  const trials = [1, 2, 3, 4].map((loss, number) => ({ number, point: { a: "?" }, loss }));
  for (const space of [{ a: unit }, { a: coin }]) {
    assert.throws(
      () => parameterImportance(space, trials, 1),
      (error) => error instanceof UserError && /trial 0 has a = \?/.test(error.message),
    );
  }
});
