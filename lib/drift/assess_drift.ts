/** Judges a window of predictions against the reference: what drifted, and how sure that is. */
import type { Random } from "@/data/random.ts";
import { type ColumnMeasures, measureCategories, measureNumbers } from "@/drift/column_measures.ts";
import { type CountPair, momentsOf } from "@/drift/paired_counts.ts";
import { type JudgedTest, permutationTest } from "@/drift/permutation_test.ts";
import {
  type DriftWindow,
  type PooledTable,
  poolFeatures,
  poolProbabilities,
} from "@/drift/pooled_table.ts";
import type { Reference } from "@/drift/reference.ts";
import type { TestName } from "@/drift/test_family.ts";
import { columnVerdict, isRaised, moreUrgent, type Verdict, watchRate } from "@/drift/verdict.ts";

/** One test of a column. */
export interface TestOutcome {
  readonly name: TestName;
  readonly statistic: number;
  /** Adjusted for all tests of the window. */
  readonly pValue: number;
  /** The least statistic to be watched at this window's size; infinite when there is none. */
  readonly threshold: number;
}

/** Cells of a sample. */
export interface CellCounts {
  readonly present: number;
  readonly missing: number;
}

/** What became of one column, or of the predicted probability. */
export interface ColumnDrift {
  readonly verdict: Verdict;
  /** The least of its tests' adjusted p-values. */
  readonly pValue: number;
  /** The greatest of its statistics over their thresholds: 1 and more is watched. */
  readonly evidence: number;
  /** In [0, 1]: 1 for the column that the model needs most, and for the probability. */
  readonly importance: number;
  /**
   * The shift, in standard deviations, that at this size is found in four windows of five;
   * infinite when none is.
   */
  readonly detectableShift: number;
  readonly tests: readonly TestOutcome[];
  readonly reference: CellCounts;
  readonly current: CellCounts;
  readonly measures: ColumnMeasures;
}

/** What became of a window. */
export interface DriftAssessment {
  /** The most urgent of all; "not enough data" when the probability's is and nothing stands out. */
  readonly verdict: Verdict;
  readonly rowCount: number;
  /** By the reference's columns. */
  readonly columns: readonly (ColumnDrift & { readonly column: string })[];
  readonly probability: ColumnDrift;
}

/** How a window is judged. */
export interface DriftOptions {
  readonly random: Random;
  /**
   * How much the model needs each column, on any scale, such as the loss of AUC when the column
   * is shuffled; columns without a weight, or with one below 0, count as 0. All columns count
   * alike when this is absent.
   */
  readonly importance?: Readonly<Record<string, number>>;
}

/** Enough for adjusted p-values of half a per cent, where the rarest of 35 tests decides. */
const permutationCount = 4999;

/** The predicted probability's part of the false alarms; the features share the rest. */
const probabilityShare = 0.2;

/** The normal quantile at 0.8: shifts beyond the threshold by so many errors are found so often. */
const powerQuantile = 0.8416212335729143;

/**
 * Judges m rows. Without drift, at most 3 % of windows have anything to watch, and fewer an alarm,
 * whatever m is, over all columns together: {@linkcode permutationTest} holds the rate for the
 * features, and for the predicted probability by itself, which is compared with that of held-out
 * rows since no others have one of the same model; Bonferroni's inequality joins both. The rate is
 * one over references as well as windows: windows far larger than the reference share its luck.
 */
export function assessDrift(
  reference: Reference,
  { rows, probabilities }: DriftWindow,
  { random, importance }: DriftOptions,
): DriftAssessment {
  const features = judge(poolFeatures(reference, rows), random.fork("features"), {
    share: 1 - probabilityShare,
    importances: relativeImportance(reference, importance),
  });
  const [probability] = judge(
    poolProbabilities(reference, probabilities),
    random.fork("probability"),
    { share: probabilityShare, importances: [1] },
  );
  const columns = features.map((drift, place) => ({
    column: reference.columns[place].column,
    ...drift,
  }));
  const verdict = columns.map((drift) => drift.verdict).filter(isRaised)
    .reduce(moreUrgent, probability.verdict);
  return { verdict, rowCount: rows.length, columns, probability };
}

function relativeImportance(
  { columns }: Reference,
  importance: DriftOptions["importance"],
): number[] {
  if (!importance) return columns.map(() => 1);
  const weights = columns.map(({ column }) => Math.max(0, importance[column] ?? 0));
  const greatest = Math.max(...weights);
  return weights.map((weight) => greatest === 0 ? 0 : weight / greatest);
}

function judge(
  table: PooledTable,
  random: Random,
  options: { readonly share: number; readonly importances: readonly number[] },
): ColumnDrift[] {
  const judged = permutationTest(table, { random, permutationCount });
  const sides = countSides(table);
  return table.columns.map(({ values, start, missing }, place) => {
    const importance = options.importances[place];
    const tests = judged.filter((test) => test.place === place)
      .map((test) => outcomeOf(test, options.share));
    const pValue = Math.min(...tests.map((test) => test.pValue));
    const pair = {
      reference: sides.reference.subarray(start, missing),
      current: sides.current.subarray(start, missing),
    };
    const cells = (side: Float64Array, rowCount: number): CellCounts => ({
      present: rowCount - side[missing],
      missing: side[missing],
    });
    const reference = cells(sides.reference, table.referenceCount);
    const current = cells(sides.current, table.windowCount);
    const deviation = values ? momentsOf(values, pair.reference).deviation : 1;
    const detectableShift = shiftFound(tests[0], deviation, reference.present, current.present);
    return {
      verdict: columnVerdict(pValue, importance, detectableShift),
      pValue,
      evidence: Math.max(...tests.map(({ statistic, threshold }) => statistic / threshold)),
      importance,
      detectableShift,
      tests,
      reference,
      current,
      measures: values ? measureNumbers({ values, ...pair }) : measureCategories(pair),
    };
  });
}

function outcomeOf(test: JudgedTest, share: number): TestOutcome {
  return {
    name: test.name,
    statistic: test.statistic,
    pValue: Math.min(1, test.pValue / share),
    threshold: test.threshold(watchRate * share),
  };
}

function countSides({ levels, levelCount, columns, referenceCount }: PooledTable): CountPair {
  const sides = {
    reference: new Float64Array(levelCount),
    current: new Float64Array(levelCount),
  };
  const referenceEnd = referenceCount * columns.length;
  levels.forEach((level, at) => {
    (at < referenceEnd ? sides.reference : sides.current)[level]++;
  });
  return sides;
}

/**
 * The threshold as a shift in deviations, and 0.84 standard errors more. A Wasserstein distance is
 * the shift itself; of χ², √(χ² (n + m) / (n m)) is, for two categories, the difference of shares
 * in deviations of the pooled one.
 */
function shiftFound(
  { name, threshold }: TestOutcome,
  deviation: number,
  n: number,
  m: number,
): number {
  if (n === 0 || m === 0) return Infinity;
  const error = Math.sqrt(1 / n + 1 / m);
  const least = name === "chiSquared" ? Math.sqrt(threshold) * error : threshold / deviation;
  return least + powerQuantile * error;
}
