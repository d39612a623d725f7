/** The forest is npm:ml-random-forest's own, bit for bit; the library itself is the oracle. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { RandomForestClassifier } from "ml-random-forest";
import { fitForest } from "@/estimators/forest/forest.ts";
import { fittedForest } from "@/estimators/forest/fitted.ts";
import { libraryOptions, toLibraryJson } from "@/estimators/forest/library_model.ts";
import { type ForestParams, forestParams } from "@/estimators/forest/params.ts";
import { matrixFromRows } from "@/data/matrix.ts";

interface Case {
  readonly rows: number[][];
  readonly labels: number[];
  readonly params: ForestParams;
  readonly seed: number;
}

/** Columns of different characters: ties, constants, two values, neighbours among doubles, extremes. */
const cell = {
  real: fc.double({ min: -3, max: 3, noNaN: true }),
  tied: fc.integer({ min: 0, max: 4 }),
  binary: fc.integer({ min: 0, max: 1 }),
  constant: fc.constant(2.5),
  adjacent: fc.constantFrom(1 - 2 ** -53, 1, 1 + 2 ** -52, 1 + 2 ** -51),
  adjacentPair: fc.constantFrom(1 + 2 ** -52, 1 + 2 ** -51),
  subnormal: fc.constantFrom(0, 5e-324, 1e-323, -5e-324),
  zeros: fc.constantFrom(-0, 0),
  signedZeros: fc.constantFrom(-0, 0, -1),
  huge: fc.constantFrom(-8.9e307, -1e300, 0, 1e300, 8.9e307),
} as const;

const column = (rowCount: number) =>
  fc.constantFrom(...Object.values(cell)).chain((values: fc.Arbitrary<number>) =>
    fc.array(values, { minLength: rowCount, maxLength: rowCount })
  );

const labelsOf = (rowCount: number) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.array(cell.binary, { minLength: rowCount, maxLength: rowCount }) },
    fc.constantFrom(0, 1).map((label) => new Array<number>(rowCount).fill(label)),
  );

const shape = fc.record({
  rowCount: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 9, max: 60 })),
  columnCount: fc.integer({ min: 1, max: 7 }),
});

const forestCase: fc.Arbitrary<Case> = shape.chain(({ rowCount, columnCount }) =>
  fc.record({
    columns: fc.array(column(rowCount), { minLength: columnCount, maxLength: columnCount }),
    labels: labelsOf(rowCount),
    params: fc.record({
      nEstimators: fc.integer({ min: 1, max: 4 }),
      maxFeatures: fc.oneof(
        fc.constant(1),
        fc.double({ min: 1 / columnCount, max: 1, noNaN: true }),
        ...(columnCount > 1 ? [fc.integer({ min: 2, max: columnCount })] : []),
      ),
      replacement: fc.boolean(),
      useSampleBagging: fc.boolean(),
      maxDepth: fc.oneof(fc.constant(1000), fc.integer({ min: 0, max: 6 })),
      minNumSamples: fc.integer({ min: 0, max: 10 }),
      gainThreshold: fc.oneof(
        fc.constantFrom(0, 0.01, -1, -1e-17, 1e-17),
        fc.double({ min: -0.1, max: 0.5, noNaN: true }),
      ),
    }),
    seed: fc.oneof(fc.nat(100), fc.constantFrom(2 ** 31, 2 ** 32 - 1)),
  }).map(({ columns, labels, params, seed }) => ({
    rows: labels.map((_, row) => columns.map((values) => values[row])),
    labels,
    params: forestParams(params),
    seed,
  }))
);

function train({ rows, labels, params, seed }: Case) {
  const library = new RandomForestClassifier(libraryOptions(params, seed));
  library.train(rows, labels);
  const featureNames = rows[0].map((_, i) => `feature ${i}`);
  const X = matrixFromRows(rows);
  const ours = fitForest(X, Uint8Array.from(labels), params, { seed, featureNames });
  return { library, ours, X };
}

function assertSameModel({ library, ours }: ReturnType<typeof train>): void {
  assert.equal(JSON.stringify(toLibraryJson(ours)), JSON.stringify(library));
}

Deno.test("a forest is the library's model for any data, options and seed", () => {
  fc.assert(
    fc.property(forestCase, (forest) => assertSameModel(train(forest))),
    { numRuns: 1500 },
  );
});

Deno.test("the library loads our model and casts the same votes", () => {
  fc.assert(
    fc.property(forestCase, (forest) => {
      const { ours, X } = train(forest);
      const loaded = RandomForestClassifier.load(JSON.parse(JSON.stringify(toLibraryJson(ours))));
      const votes = loaded.predictionValues(forest.rows);
      const shares = forest.rows.map((_, row) =>
        votes.getRow(row).reduce((sum, vote) => sum + vote, 0) / forest.params.nEstimators
      );
      assert.deepEqual([...fittedForest(ours).predictProba(X)], shares);
    }),
    { numRuns: 200 },
  );
});

/** Pseudo-random, but the same on every run. */
function waves(rowCount: number, columnCount: number): { rows: number[][]; labels: number[] } {
  const wave = (i: number) => Math.sin(i * i + 1) * 1000 % 1;
  const rows = Array.from(
    { length: rowCount },
    (_, row) =>
      Array.from(
        { length: columnCount },
        (_, c) =>
          c % 2 === 0 ? wave(row * columnCount + c) : Math.round(wave(row * columnCount + c)),
      ),
  );
  const labels = rows.map((values, row) => values[0] + values[1] + wave(7 * row) > 0 ? 1 : 0);
  return { rows, labels };
}

Deno.test("nodes too large for the impurity table give the library's trees as well", () => {
  for (const [rowCount, columnCount] of [[257, 3], [700, 4], [3000, 1]]) {
    const params = forestParams({ nEstimators: 1, maxFeatures: 1, gainThreshold: 0, maxDepth: 9 });
    assertSameModel(train({ ...waves(rowCount, columnCount), params, seed: rowCount }));
  }
});

Deno.test("a large node of candidates equal but for rounding gives the library's choice", () => {
  const { rows, labels } = waves(400, 1);
  const mirrored = rows.map(([value]) => [value, -value, value + 1, 1 - value]);
  for (let seed = 0; seed < 10; seed++) {
    const params = forestParams({ nEstimators: 2, maxFeatures: 1, gainThreshold: 0, maxDepth: 2 });
    assertSameModel(train({ rows: mirrored, labels, params, seed }));
  }
});
