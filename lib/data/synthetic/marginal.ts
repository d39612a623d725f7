/** One column's distribution within a group of rows, as it is published: shares or a quantile curve. */
import type { Marginal } from "@/data/synthetic/statistics.ts";
import type { ObservedColumn } from "@/data/synthetic/observations.ts";

/** Columns with more distinct values than this are kept as a curve. */
const mostLevels = 8;
/** A value, or a run of values, gets points of the curve for itself where so many fall on it. */
const valuesPerPoint = 5;
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
  const present = levels.map((_, level) => level).filter((level) => shares[level] > 0);
  const values = present.map((level) => levels[level]);
  const presentShares = present.map((level) => shares[level]);
  if (column.kind === "categorical" || levels.length <= mostLevels) {
    return { kind: "levels", values, shares: presentShares.map(round) };
  }
  const pointShare = valuesPerPoint / Math.max(valueCount, 2 * valuesPerPoint);
  return {
    kind: "curve",
    ...quantileCurve(values as number[], presentShares, pointShare),
    decimals,
  };
}

/**
 * The quantile function as a polyline. A value that is frequent by itself becomes a flat piece,
 * so that habits of rounding survive; rarer neighbours share a sloping one.
 */
function quantileCurve(levels: readonly number[], shares: readonly number[], pointShare: number) {
  const [probabilities, values] = [[0], [levels[0]]];
  const addPoint = (probability: number, value: number) => {
    probabilities.push(round(probability));
    values.push(value);
  };
  let reached = 0;
  levels.forEach((level, index) => {
    const start = reached;
    reached += shares[index];
    const isFrequent = shares[index] >= pointShare;
    if (isFrequent) addPoint(start, level);
    const isDue = reached - probabilities.at(-1)! >= pointShare;
    if (isFrequent || isDue || index === levels.length - 1) addPoint(reached, level);
  });
  return { probabilities, values };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Number(value.toFixed(5));
}
