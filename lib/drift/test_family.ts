/** The tests that are made of one window, each a number that grows as the window drifts. */
import { chiSquaredStatistic } from "@/drift/chi_squared.ts";
import { ksStatistic } from "@/drift/kolmogorov_smirnov.ts";
import type { CountPair } from "@/drift/paired_counts.ts";
import type { PooledTable } from "@/drift/pooled_table.ts";
import { wasserstein } from "@/drift/wasserstein.ts";

/**
 * How a column is tested. Numbers by two statistics: Wasserstein's finds moved values best,
 * Kolmogorov and Smirnov's a changed shape. Missing cells by χ² of present against missing.
 */
export type TestName = "wasserstein" | "kolmogorovSmirnov" | "chiSquared" | "missing";

/** A test of one column, over counts that change beneath it. */
export interface DriftTest {
  /** Which of the table's columns. */
  readonly place: number;
  readonly name: TestName;
  /** The statistic as people know it. */
  readonly statistic: () => number;
  /**
   * What the statistic is multiplied by before it is compared between splits of the rows, in
   * which the numbers of present cells differ.
   */
  readonly scale: () => number;
}

const unscaled = () => 1;

/**
 * All tests of a table.
 *
 * @param sides counts of all levels in the two parts of the table's rows; the tests read them
 *   anew each time
 */
export function driftTests(table: PooledTable, sides: CountPair): DriftTest[] {
  return table.columns.flatMap(({ values, start, missing, hasMissing }, place): DriftTest[] => {
    const pair = {
      reference: sides.reference.subarray(start, missing),
      current: sides.current.subarray(start, missing),
    };
    const n = () => table.referenceCount - sides.reference[missing];
    const m = () => table.windowCount - sides.current[missing];
    const ofMissing = hasMissing ? [missingTest(place, table, () => [n(), m()])] : [];
    if (!values) {
      const statistic = () => chiSquaredStatistic(pair, n(), m());
      return [{ place, name: "chiSquared", statistic, scale: unscaled }, ...ofMissing];
    }
    const numbers = { values, ...pair };
    const scale = () => rootOfEffectiveSize(n(), m());
    const ofValues: DriftTest[] = [
      { place, name: "wasserstein", statistic: () => wasserstein(numbers, n(), m()), scale },
      { place, name: "kolmogorovSmirnov", statistic: () => ksStatistic(pair, n(), m()), scale },
    ];
    return [...ofValues, ...ofMissing];
  });
}

function missingTest(
  place: number,
  { referenceCount, windowCount }: PooledTable,
  presentCounts: () => readonly [number, number],
): DriftTest {
  const pair = { reference: new Float64Array(2), current: new Float64Array(2) };
  const statistic = () => {
    const [n, m] = presentCounts();
    pair.reference[0] = n;
    pair.reference[1] = referenceCount - n;
    pair.current[0] = m;
    pair.current[1] = windowCount - m;
    return chiSquaredStatistic(pair, referenceCount, windowCount);
  };
  return { place, name: "missing", statistic, scale: unscaled };
}

/** √(n m / (n + m)): distances between samples of one distribution shrink by it. */
function rootOfEffectiveSize(n: number, m: number): number {
  return n + m === 0 ? 0 : Math.sqrt(n * m / (n + m));
}
