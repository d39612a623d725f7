/** The logistic weights are npm:ml-logistic-regression's own, bit for bit. */
import assert from "node:assert/strict";
import fc from "fast-check";
import LogisticRegression from "ml-logistic-regression";
import { Matrix } from "ml-matrix";
import { logisticEstimator } from "@/estimators/logistic/estimator.ts";
import { trainLibraryModel } from "@/estimators/logistic/library_model.ts";
import { matrixFromRows } from "@/data/matrix.ts";

const value = fc.oneof(
  fc.double({ min: -5, max: 5, noNaN: true }),
  fc.constantFrom(-0, 0, 1, 5e-324, 1e30, -1e50),
);

const problem = fc.record({
  rowCount: fc.integer({ min: 1, max: 23 }),
  columnCount: fc.integer({ min: 1, max: 9 }),
}).chain(({ rowCount, columnCount }) =>
  fc.record({
    rows: fc.array(fc.array(value, { minLength: columnCount, maxLength: columnCount }), {
      minLength: rowCount,
      maxLength: rowCount,
    }),
    labels: fc.oneof(
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: rowCount, maxLength: rowCount }),
      fc.constantFrom(0, 1).map((label) => new Array<number>(rowCount).fill(label)),
    ),
    params: fc.record({
      numSteps: fc.integer({ min: 1, max: 40 }),
      learningRate: fc.constantFrom(1e-4, 5e-4, 0.01, 1),
    }),
  })
);

const bits = (values: readonly number[]) => new BigUint64Array(Float64Array.from(values).buffer);

const withOnes = (rows: readonly number[][]) => new Matrix(rows.map((row) => [...row, 1]));

Deno.test("weights, model and probabilities are the library's for any data and options", () => {
  fc.assert(
    fc.property(problem, ({ rows, labels, params }) => {
      const library = new LogisticRegression(params);
      library.train(withOnes(rows), Matrix.columnVector(labels));
      const X = matrixFromRows(rows);
      const y = Uint8Array.from(labels);
      const featureNames = rows[0].map((_, i) => `feature ${i}`);
      const ours = logisticEstimator(params).fit(X, y, { seed: 0, featureNames });

      const [first] = library.classifiers;
      assert.deepEqual(bits([...ours.model.weights]), bits(first.weights.to1DArray()));
      assert.deepEqual(bits([...ours.predictProba(X)]), bits(first.testScores(withOnes(rows))));

      const model = trainLibraryModel(X, y, params);
      assert.equal(JSON.stringify(model), JSON.stringify(library));
      const loaded = LogisticRegression.load(JSON.parse(JSON.stringify(model)));
      assert.deepEqual(loaded.predict(withOnes(rows)), library.predict(withOnes(rows)));
    }),
    { numRuns: 500 },
  );
});
