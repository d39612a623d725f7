/** Parameter importances are shares that no unit of the loss changes, whatever the trials. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { parameterImportance } from "@/tune/importance.ts";
import type { JudgedTrial } from "@/tune/sampler.ts";
import type { Space } from "@/tune/space.ts";

const space: Space = {
  size: { type: "quniform", low: 1, high: 9, q: 1 },
  rate: { type: "loguniform", low: 1e-3, high: 10 },
  kind: {
    type: "choice",
    options: [false, { value: true, parameters: { extra: { type: "normal", mu: 0, sigma: 1 } } }],
  },
};

const point = fc.record({
  size: fc.integer({ min: 1, max: 9 }),
  rate: fc.double({ min: 1e-3, max: 10, noNaN: true }),
}).chain((shared) =>
  fc.oneof(
    fc.constant({ ...shared, kind: false }),
    fc.double({ min: -4, max: 4, noNaN: true }).map((extra) => ({ ...shared, kind: true, extra })),
  )
);
const loss = fc.integer({ min: -50, max: 50 });
const trials = fc.array(fc.record({ point, loss }), { maxLength: 30 }).map((drawn) =>
  drawn.map((trial, number): JudgedTrial => ({ number, ...trial }))
);
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

Deno.test("parameter importances are in [0, 1] and sum to 1, or are all 0", () => {
  fc.assert(fc.property(trials, seed, (history, seed) => {
    const weights = Object.values(parameterImportance(space, history, seed));
    assert.equal(weights.length, 4);
    assert.ok(weights.every((weight) => weight >= 0 && weight <= 1));
    const sum = weights.reduce((a, b) => a + b, 0);
    assert.ok(sum === 0 || Math.abs(sum - 1) < 1e-12, `${sum}`);
  }));
});

Deno.test("scaling and shifting the loss changes no parameter's importance", () => {
  const factor = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  fc.assert(fc.property(trials, factor, loss, seed, (history, factor, shift, seed) => {
    const moved = history.map((trial) => ({ ...trial, loss: factor * trial.loss + shift }));
    const [one, other] = [history, moved].map((all) => parameterImportance(space, all, seed));
    for (const [name, weight] of Object.entries(one)) {
      assert.ok(Math.abs(weight - other[name]) < 1e-6, `${name}: ${weight} and ${other[name]}`);
    }
  }));
});

Deno.test("the same seed gives the same importances", () => {
  fc.assert(
    fc.property(trials, seed, (history, seed) => {
      assert.deepEqual(
        parameterImportance(space, history, seed),
        parameterImportance(space, history, seed),
      );
    }),
    { numRuns: 20 },
  );
});
