/** One column's distribution within a group of rows, as it is published: shares or quantiles. */
import type { Marginal } from "@/data/synthetic/statistics.ts";
import type { ObservedColumn } from "@/data/synthetic/observations.ts";

/** Columns with more distinct values than this are kept as quantiles. */
const mostLevels = 8;
const mostQuantiles = 41;
const fewestQuantiles = 5;
/** At least so many observed values lie between neighbouring quantiles, so that no value is a patient's. */
const valuesPerQuantile = 5;
/** A group borrows the weight of so many values from all sites' rows of its class. */
const borrowedWeight = 5;

/**
 * Shares of the levels in a group, steadied by all rows of the same class: small groups lean
 * on the others, large ones hardly change.
 *
 * @param counts the group's rows by level
 * @param classCounts the class's rows by level, all sites together
 */
export function steadyShares(counts: readonly number[], classCounts: readonly number[]): number[] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const [groupCount, classCount] = [sum(counts), sum(classCounts)];
  return counts.map((count, level) =>
    (count + borrowedWeight * classCounts[level] / classCount) / (groupCount + borrowedWeight)
  );
}

/**
 * The published form of a distribution.
 *
 * @param shares of the column's levels, summing to 1
 * @param valueCount how many values were observed in the group
 */
export function publishMarginal(
  { levels, column, decimals }: ObservedColumn,
  shares: readonly number[],
  valueCount: number,
): Marginal {
  if (column.kind === "categorical" || levels.length <= mostLevels) {
    const present = levels.map((_, level) => level).filter((level) => shares[level] > 0);
    return {
      kind: "levels",
      values: present.map((level) => levels[level]),
      shares: present.map((level) => round(shares[level])),
    };
  }
  const wanted = Math.floor(valueCount / valuesPerQuantile) + 1;
  const count = Math.min(mostQuantiles, Math.max(fewestQuantiles, wanted));
  const values = quantiles(levels as readonly number[], shares, count).map(round);
  return { kind: "quantiles", values, decimals };
}

/** Evenly spaced quantiles of a discrete distribution, by the inverse of its cumulative shares. */
function quantiles(levels: readonly number[], shares: readonly number[], count: number): number[] {
  let [level, reached] = [0, shares[0]];
  const last = shares.findLastIndex((share) => share > 0);
  return Array.from({ length: count }, (_, index) => {
    // The smallest share of all, so that the first quantile is the lowest value.
    const wanted = Math.max(index / (count - 1), Number.MIN_VALUE);
    while (level < last && reached < wanted - 1e-12) reached += shares[++level];
    return levels[level];
  });
}

function round(value: number): number {
  return Number(value.toFixed(5));
}
