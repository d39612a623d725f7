/** Whether a point belongs to a space. */
import assert from "node:assert/strict";
import { pointFaults } from "@/tune/point_faults.ts";
import type { Parameter, Point, Space } from "@/tune/space.ts";

const space: Space = {
  depth: { type: "quniform", low: 1, high: 11, q: 4 },
  model: {
    type: "choice",
    options: ["plain", {
      value: "deep",
      parameters: { rate: { type: "loguniform", low: 0.1, high: 1 } },
    }],
  },
};

Deno.test("a point has a value for each parameter that exists at it, and no other", () => {
  const at = (point: Point) => pointFaults(space, point);
  assert.deepEqual(at({ depth: 4, model: "plain" }), []);
  assert.deepEqual(at({ depth: 12, model: "deep", rate: 0.5 }), []);
  assert.deepEqual(at({ depth: 4, model: "deep" }), ["rate: it has no value"]);
  assert.deepEqual(at({ depth: 4, model: "plain", rate: 0.5 }), [
    "rate: there is no such parameter here",
  ]);
  assert.deepEqual(at({ depth: 4, model: "shallow" }), ['model: "shallow" is none of its options']);
  assert.deepEqual(at({}), ["depth: it has no value", "model: it has no value"]);
});

const values: readonly [Parameter, within: number[], without: (number | string | boolean)[]][] = [
  [{ type: "uniform", low: 0, high: 1 }, [0, 0.3, 1], [-0.1, 1.1, "0.5", true, NaN]],
  [{ type: "quniform", low: 1, high: 11, q: 4 }, [0, 4, 8, 12], [-4, 2, 16]],
  [{ type: "quniform", low: 0, high: 1, q: 0.1 }, [0, 3 * 0.1, 1], [0.25, 1.1]],
  [{ type: "loguniform", low: 0.1, high: 1 }, [0.1, 1], [0, 1.01, -1]],
  [{ type: "qloguniform", low: 0.3, high: 9, q: 1 }, [0, 1, 9], [-1, 10, 1.5]],
  [{ type: "normal", mu: 0, sigma: 1 }, [-50, 0, 50], [Infinity, NaN]],
  [{ type: "qnormal", mu: 0, sigma: 1, q: 2 }, [-50, 0, 50], [1, Infinity]],
  [{ type: "lognormal", mu: 0, sigma: 1 }, [1e-9, 50], [0, -1]],
  [{ type: "qlognormal", mu: 0, sigma: 1, q: 3 }, [0, 3, 300], [-3, 1]],
  [{ type: "randint", low: -2, high: 2 }, [-2, 0, 1], [2, -3, 0.5, "1"]],
];

for (const [parameter, within, without] of values) {
  Deno.test(`values belong or do not belong to ${JSON.stringify(parameter)}`, () => {
    for (const value of within) {
      assert.deepEqual(pointFaults({ parameter }, { parameter: value }), []);
    }
    for (const value of without) {
      assert.equal(pointFaults({ parameter }, { parameter: value }).length, 1, String(value));
    }
  });
}
