/** Judges all tests of a window together, by what they show when rows are dealt out at random. */
import type { Random } from "@/data/random.ts";
import type { PooledTable } from "@/drift/pooled_table.ts";
import { type DriftTest, driftTests } from "@/drift/test_family.ts";

/** What a test shows, and what it must show. */
export interface JudgedTest extends Pick<DriftTest, "place" | "name"> {
  /** Of the reference against the window. */
  readonly statistic: number;
  /**
   * How likely it is that without drift *any* of the tests stands out as much as this one: the
   * p-value adjusted for their number.
   */
  readonly pValue: number;
  /**
   * The least statistic whose adjusted p-value is no more than a rate; infinite when none is.
   *
   * @param rate of false alarms per window, all tests together, in (0, 1)
   */
  readonly threshold: (rate: number) => number;
}

/**
 * Splits the n + m rows of reference and window into n and m at random, again and again, and
 * compares what the tests show of the real split. Without drift all splits are equally likely, so
 * the chance that any test of a window is called at a rate of 5 % is at most 5 %: exactly, at any
 * n and m, for any distribution, with ties, rare categories and missing cells, however columns go
 * together. Thresholds drawn from the reference alone hold none of that: they take the
 * reference's own sampling error for drift, which at 1,000 rows is the greater part, and every
 * value it happens to lack for impossible.
 *
 * Tests are compared by their p-values, so that none drowns the others: Westfall and Young,
 * "Resampling-based multiple testing", 1993, algorithm 2.5 (single-step min-P), on the pooled rows
 * as in their section 5; exact as the observed split is one of those counted (Phipson and Smyth,
 * "Permutation p-values should never be zero", 2010). It controls the family-wise rate, hence the
 * false-discovery rate too, and takes the columns' correlation from the rows themselves, where
 * Bonferroni's and Benjamini and Yekutieli's corrections must assume the worst.
 */
export function permutationTest(
  table: PooledTable,
  options: { readonly random: Random; readonly permutationCount: number },
): JudgedTest[] {
  const splitCount = options.permutationCount + 1;
  const sides = {
    reference: new Float64Array(table.levelCount),
    current: new Float64Array(table.levelCount),
  };
  const tests = driftTests(table, sides);
  const shown = tests.map(() => new Float64Array(splitCount));
  const observed = { statistics: new Float64Array(0), scales: new Float64Array(0) };
  let split = 0;
  for (const _ of splits(table, sides, splitCount, options.random)) {
    if (split === 0) {
      observed.statistics = Float64Array.from(tests, ({ statistic }) => statistic());
      observed.scales = Float64Array.from(tests, ({ scale }) => scale());
    }
    tests.forEach(({ statistic, scale }, t) => shown[t][split] = statistic() * scale());
    split++;
  }
  return judge(tests, shown, observed);
}

/** Yields once the sides hold the real split, and then for each random one. */
function* splits(
  { levels, columns, referenceCount, windowCount, levelCount }: PooledTable,
  sides: { readonly reference: Float64Array; readonly current: Float64Array },
  splitCount: number,
  random: Random,
): Generator<void, void, undefined> {
  const rowCount = referenceCount + windowCount;
  const width = columns.length;
  const totals = new Float64Array(levelCount);
  for (const level of levels) totals[level]++;
  // Only the smaller part is drawn and counted; the other is what remains.
  const isWindowSmaller = windowCount <= referenceCount;
  const drawCount = Math.min(windowCount, referenceCount);
  const [drawn, rest] = isWindowSmaller
    ? [sides.current, sides.reference]
    : [sides.reference, sides.current];
  const order = Int32Array.from(
    { length: rowCount },
    (_, i) => isWindowSmaller ? (i + referenceCount) % rowCount : i,
  );
  for (let split = 0; split < splitCount; split++) {
    drawn.fill(0);
    for (let i = 0; i < drawCount; i++) {
      if (split > 0) {
        const chosen = i + random.integer(rowCount - i);
        const row = order[chosen];
        order[chosen] = order[i];
        order[i] = row;
      }
      const from = order[i] * width;
      for (let place = from; place < from + width; place++) drawn[levels[place]]++;
    }
    for (let level = 0; level < levelCount; level++) rest[level] = totals[level] - drawn[level];
    yield;
  }
}

function judge(
  tests: readonly DriftTest[],
  shown: readonly Float64Array[],
  observed: { readonly statistics: Float64Array; readonly scales: Float64Array },
): JudgedTest[] {
  const splitCount = shown[0].length;
  const sorted = shown.map((values) => values.toSorted());
  /** For each split, how many splits show as much as it in its most striking test, or more. */
  const fewest = new Float64Array(splitCount).fill(splitCount);
  shown.forEach((values, t) => {
    for (let split = 0; split < splitCount; split++) {
      const asGreat = countFrom(sorted[t], values[split]);
      if (asGreat < fewest[split]) fewest[split] = asGreat;
    }
  });
  fewest.sort();
  return tests.map(({ place, name }, t) => ({
    place,
    name,
    statistic: observed.statistics[t],
    pValue: (splitCount - countFrom(fewest, countFrom(sorted[t], shown[t][0]) + 1)) / splitCount,
    threshold: (rate) => {
      const allowed = fewest[Math.floor(rate * splitCount)] - 1;
      const at = splitCount - allowed;
      const least = sorted[t].find((value, i) =>
        i >= at && value > (sorted[t][at - 1] ?? -Infinity)
      );
      return least === undefined ? Infinity : least / observed.scales[t];
    },
  }));
}

/** How many of the ascending values are at least this. */
function countFrom(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}
