/** What every estimator promises, checked the same way for each implementation of the contract. */
import assert from "node:assert/strict";
import { integer, MersenneTwister19937, real } from "random-js";
import type { Estimator, FitOptions, FittedEstimator } from "@/estimators/contract.ts";
import type { Matrix } from "@/data/matrix.ts";
import type { JsonObject } from "@/json.ts";
import { matrixFromRows, selectRows } from "@/data/matrix.ts";
import { dummyEstimator } from "@/estimators/dummy.ts";
import { UserError } from "@/errors.ts";

/** How one estimator differs from the common case. */
export interface ConformanceOptions {
  /** Reads back what `toJSON` wrote. */
  readonly fromJson: (json: JsonObject) => FittedEstimator;
  /** Whether NaN is a value to learn from rather than one to refuse. */
  readonly acceptsMissing?: boolean;
  /** Largest difference allowed between P(1 | X, y) and P(0 | X, 1 − y); 1e-9 unless told. */
  readonly mirrorTolerance?: number;
  /** Parts of its JSON that files of earlier versions lack. */
  readonly optionalParts?: readonly string[];
  /** Checks that cannot hold for this estimator, each with the reason. */
  readonly skip?: Readonly<Partial<Record<CheckName, string>>>;
}

type CheckName = keyof typeof checks;

interface Subject extends ConformanceOptions {
  readonly make: () => Estimator;
}

/** Registers one test per promise of the contract. */
export function checkEstimator(
  name: string,
  makeEstimator: () => Estimator,
  options: ConformanceOptions,
): void {
  for (const checkName of Object.keys(checks) as CheckName[]) {
    const reason = options.skip?.[checkName];
    Deno.test({
      name: `${name}: ${checkName}${reason ? ` (skipped: ${reason})` : ""}`,
      ignore: reason !== undefined,
      fn: () => checks[checkName]({ ...options, make: makeEstimator }),
    });
  }
}

interface Labelled {
  readonly X: Matrix;
  readonly y: Uint8Array;
}

const columnCount = 5;

/** Normal-looking columns on different scales; the label follows the first two, with noise. */
function noisyLine(rowCount: number, seed: number): Labelled {
  const engine = MersenneTwister19937.seed(seed);
  const uniform = real(-1, 1);
  const bell = () => uniform(engine) + uniform(engine) + uniform(engine);
  const rows = Array.from({ length: rowCount }, () => [
    bell(),
    bell(),
    10 * bell(),
    integer(0, 2)(engine),
    bell() / 100,
  ]);
  const y = Uint8Array.from(rows, ([a, b]) => a - b + 0.2 * bell() > 0 ? 1 : 0);
  return { X: matrixFromRows(rows), y };
}

const train = () => noisyLine(160, 1);
const fresh = () => noisyLine(120, 2);

function optionsFor({ columnCount }: Matrix, seed = 7): FitOptions {
  return { seed, featureNames: Array.from({ length: columnCount }, (_, i) => `feature ${i}`) };
}

const fit = ({ make }: Subject, { X, y }: Labelled, seed?: number) =>
  make().fit(X, y, optionsFor(X, seed));

/** Equality to the last bit, which also tells -0 from 0. */
function assertSameBits(actual: Float64Array, expected: Float64Array, message?: string): void {
  const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer);
  assert.deepEqual(bits(actual), bits(expected), message);
}

function assertProbabilities(values: Float64Array, count: number): void {
  assert.equal(values.length, count);
  for (const p of values) assert.ok(p >= 0 && p <= 1, `probability ${p} is outside [0, 1]`);
}

function assertImportance(values: Float64Array, featureCount: number): void {
  assert.equal(values.length, featureCount);
  assert.ok(values.every((weight) => weight >= 0), "an importance is negative or NaN");
  const total = values.reduce((sum, weight) => sum + weight, 0);
  assert.ok(total === 0 || Math.abs(total - 1) < 1e-9, `importances sum to ${total}`);
}

function refuses(attempt: () => unknown): void {
  assert.throws(attempt, (error: unknown) => {
    assert.ok(error instanceof UserError, `expected a UserError, got ${error}`);
    assert.ok(error.message.length > 20, "the message explains nothing");
    return true;
  });
}

function withValue(X: Matrix, index: number, value: number): Matrix {
  const values = X.values.slice();
  values[index] = value;
  return { ...X, values };
}

const withoutLastColumn = (X: Matrix): Matrix =>
  matrixFromRows(Array.from(
    { length: X.rowCount },
    (_, i) => X.values.subarray(i * X.columnCount, (i + 1) * X.columnCount - 1),
  ));

/** Mean negative log-likelihood, with probabilities kept 1e-3 away from certainty. */
function logLoss(y: Uint8Array, probabilities: Float64Array): number {
  let total = 0;
  probabilities.forEach((p, i) => {
    const likelihood = y[i] === 1 ? p : 1 - p;
    total -= Math.log(Math.min(1 - 1e-3, Math.max(1e-3, likelihood)));
  });
  return total / y.length;
}

/** Share of (positive, negative) pairs ranked the right way round, ties counting half. */
function rankingAccuracy(y: Uint8Array, probabilities: Float64Array): number {
  let won = 0;
  let pairs = 0;
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < y.length; j++) {
      if (y[i] !== 1 || y[j] !== 0) continue;
      pairs++;
      won += (Math.sign(probabilities[i] - probabilities[j]) + 1) / 2;
    }
  }
  return won / pairs;
}

const checks = {
  "names its kind and its features": (subject: Subject) => {
    const estimator = subject.make();
    const fitted = fit(subject, train());
    assert.equal(fitted.kind, estimator.kind);
    assert.equal(fitted.featureCount, columnCount);
  },

  "the same seed gives the same bytes": (subject: Subject) => {
    const [first, second] = [fit(subject, train()), fit(subject, train())];
    assert.equal(JSON.stringify(first), JSON.stringify(second));
    assertSameBits(first.predictProba(fresh().X), second.predictProba(fresh().X));
  },

  "one estimator fits twice without remembering": (subject: Subject) => {
    const estimator = subject.make();
    const { X, y } = train();
    const before = JSON.stringify(estimator.fit(X, y, optionsFor(X)));
    estimator.fit(fresh().X, fresh().y, optionsFor(X, 99));
    assert.equal(JSON.stringify(estimator.fit(X, y, optionsFor(X))), before);
  },

  "leaves its inputs untouched": (subject: Subject) => {
    const [{ X, y }, copy] = [train(), train()];
    const options = optionsFor(X);
    const fitted = subject.make().fit(X, y, options);
    fitted.predictProba(X);
    assertSameBits(X.values, copy.X.values);
    assert.deepEqual(y, copy.y);
    assert.deepEqual(options, optionsFor(X));
  },

  "keeps no reference to its inputs": (subject: Subject) => {
    const { X, y } = train();
    const fitted = subject.make().fit(X, y, optionsFor(X));
    const before = fitted.predictProba(fresh().X);
    X.values.fill(0);
    y.fill(0);
    assertSameBits(fitted.predictProba(fresh().X), before);
  },

  "predicts a batch as it predicts row by row": (subject: Subject) => {
    const fitted = fit(subject, train());
    const { X } = fresh();
    const rowByRow = Float64Array.from(
      { length: X.rowCount },
      (_, row) => fitted.predictProba(selectRows(X, [row]))[0],
    );
    assertSameBits(fitted.predictProba(X), rowByRow);
  },

  "predicts no rows as no probabilities": (subject: Subject) => {
    const none = { rowCount: 0, columnCount, values: new Float64Array(0) };
    assert.equal(fit(subject, train()).predictProba(none).length, 0);
  },

  "probabilities are finite and within [0, 1]": (subject: Subject) => {
    const fitted = fit(subject, train());
    assertProbabilities(fitted.predictProba(fresh().X), fresh().y.length);
    const { X } = fresh();
    assertProbabilities(
      fitted.predictProba({ ...X, values: X.values.map((value) => value * 1e9) }),
      X.rowCount,
    );
  },

  "importances have one weight per feature and sum to 1": (subject: Subject) => {
    assertImportance(fit(subject, train()).importance(), columnCount);
  },

  "one class alone is learnt as such": (subject: Subject) => {
    for (const label of [0, 1]) {
      const { X, y } = train();
      const fitted = subject.make().fit(X, y.fill(label), optionsFor(X));
      const probabilities = fitted.predictProba(X);
      assertProbabilities(probabilities, X.rowCount);
      const likeliest = probabilities.every((p) => label === 1 ? p >= 0.5 : p <= 0.5);
      assert.ok(likeliest, `all labels are ${label}, yet the other class is thought likelier`);
      assertImportance(fitted.importance(), columnCount);
    }
  },

  "constant columns do no harm": (subject: Subject) => {
    const { X, y } = train();
    const constant = { ...X, values: X.values.map((value, i) => i % columnCount < 2 ? value : 4) };
    for (const data of [constant, { ...X, values: X.values.map(() => 4) }]) {
      const fitted = subject.make().fit(data, y, optionsFor(X));
      assertProbabilities(fitted.predictProba(data), X.rowCount);
      assertImportance(fitted.importance(), columnCount);
    }
  },

  "a single row is enough": (subject: Subject) => {
    const { X, y } = train();
    const single = selectRows(X, [0]);
    const fitted = subject.make().fit(single, y.slice(0, 1), optionsFor(X));
    assertProbabilities(fitted.predictProba(single), 1);
  },

  "refuses no rows": (subject: Subject) => {
    const none = { rowCount: 0, columnCount, values: new Float64Array(0) };
    refuses(() => subject.make().fit(none, new Uint8Array(0), optionsFor(none)));
  },

  "refuses labels of another count or value": (subject: Subject) => {
    const { X, y } = train();
    refuses(() => subject.make().fit(X, y.slice(1), optionsFor(X)));
    refuses(() => subject.make().fit(X, y.fill(2, 3, 4), optionsFor(X)));
  },

  "refuses another number of feature names": (subject: Subject) => {
    const { X, y } = train();
    refuses(() => subject.make().fit(X, y, { seed: 1, featureNames: ["alone"] }));
  },

  "refuses a seed that is not an integer in [0, 2³²)": (subject: Subject) => {
    const { X, y } = train();
    for (const seed of [-1, 0.5, NaN, 2 ** 32]) {
      refuses(() => subject.make().fit(X, y, optionsFor(X, seed)));
    }
  },

  "refuses to predict on another number of columns": (subject: Subject) => {
    const fitted = fit(subject, train());
    refuses(() => fitted.predictProba(withoutLastColumn(fresh().X)));
  },

  "treats missing values as it declares": (subject: Subject) => {
    const { X, y } = train();
    const gap = withValue(X, 3, NaN);
    const fitted = fit(subject, train());
    if (subject.acceptsMissing) {
      assertProbabilities(fitted.predictProba(gap), X.rowCount);
      const fittedOnGap = subject.make().fit(gap, y, optionsFor(X));
      assertProbabilities(fittedOnGap.predictProba(gap), X.rowCount);
    } else {
      refuses(() => fitted.predictProba(gap));
      refuses(() => subject.make().fit(gap, y, optionsFor(X)));
    }
  },

  "JSON brings the same estimator back, byte for byte": (subject: Subject) => {
    const fitted = fit(subject, train());
    const text = JSON.stringify(fitted);
    const restored = subject.fromJson(JSON.parse(text));
    assert.equal(JSON.stringify(restored), text);
    assert.equal(restored.kind, fitted.kind);
    assert.equal(restored.featureCount, fitted.featureCount);
    assertSameBits(restored.predictProba(fresh().X), fitted.predictProba(fresh().X));
    assertSameBits(restored.importance(), fitted.importance());
  },

  "refuses JSON that lacks any one part": (subject: Subject) => {
    const json = JSON.parse(JSON.stringify(fit(subject, train()))) as JsonObject;
    refuses(() => subject.fromJson({}));
    for (const key of Object.keys(json)) {
      const { [key]: _removed, ...rest } = json;
      if (!subject.optionalParts?.includes(key)) refuses(() => subject.fromJson(rest));
      refuses(() => subject.fromJson({ ...json, [key]: { unexpected: true } }));
    }
  },

  "beats the dummy on data that can be learnt": (subject: Subject) => {
    const { X, y } = fresh();
    const probabilities = fit(subject, train()).predictProba(X);
    const dummy = fit({ ...subject, make: dummyEstimator }, train()).predictProba(X);
    assert.ok(logLoss(y, probabilities) < 0.8 * logLoss(y, dummy), "log loss is no better");
    assert.ok(rankingAccuracy(y, probabilities) > 0.9, "rows are ranked badly");
  },

  "swapping the labels mirrors the probabilities": (subject: Subject) => {
    const { X, y } = train();
    const straight = fit(subject, { X, y }).predictProba(fresh().X);
    const mirrored = fit(subject, { X, y: y.map((label) => 1 - label) }).predictProba(fresh().X);
    const tolerance = subject.mirrorTolerance ?? 1e-9;
    straight.forEach((p, row) => {
      const difference = Math.abs(p - (1 - mirrored[row]));
      assert.ok(difference <= tolerance, `row ${row}: ${p} against ${1 - mirrored[row]}`);
    });
  },
} satisfies Record<string, (subject: Subject) => void>;
