import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { fitForestInWorkers } from "@/adapters/workers/fit_forest.ts";
import { openWorkerPool } from "@/adapters/workers/pool.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { forestParams } from "@/estimators/forest/params.ts";
import { matrixFromRows } from "@/data/matrix.ts";

const rows = Array.from(
  { length: 150 },
  (_, i) => [Math.sin(i * i), Math.cos(3 * i * i), i % 7, i % 2],
);
const X = matrixFromRows(rows);
const y = Uint8Array.from(rows, ([a, b, c]) => a + b > (c - 3) / 3 ? 1 : 0);
const options = { seed: 2 ** 32 - 1, featureNames: ["a", "b", "c", "d"] };

Deno.test("a forest has the same bytes however many workers grow it", async () => {
  for (const nEstimators of [1, 2, 13]) {
    const params = forestParams({ nEstimators, minNumSamples: 1 });
    const alone = JSON.stringify(forestEstimator(params).fit(X, y, options));
    for (const workerCount of [1, 2, 3]) {
      using pool = openWorkerPool(workerCount);
      const fitted = await fitForestInWorkers(pool, X, y, params, options);
      assert.equal(JSON.stringify(fitted), alone, `${nEstimators} trees, ${workerCount} workers`);
    }
  }
});

Deno.test("a forest for workers is refused for the same reasons as one for this thread", async () => {
  using pool = openWorkerPool(1);
  const params = forestParams({});
  await assert.rejects(fitForestInWorkers(pool, X, y.slice(1), params, options), UserError);
  const aborted = AbortSignal.abort(new UserError("Interrupted."));
  await assert.rejects(fitForestInWorkers(pool, X, y, params, options, aborted), /Interrupted/);
});
