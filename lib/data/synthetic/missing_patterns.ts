import { steadyShares } from "@/data/synthetic/marginal.ts";
/** Which cells go missing together: a group's patterns, ordered so that one latent variable can stand for them. */
import { missing, type ObservedColumn, zero } from "@/data/synthetic/observations.ts";
import type { MissingPattern } from "@/data/synthetic/statistics.ts";

/** A group's patterns and which of its n rows has which. */
export interface MeasuredPatterns {
  readonly patterns: MissingPattern[];
  /** Each pattern's place on the scale they are ordered by, ascending. */
  readonly scale: readonly number[];
  /** n places in `patterns`. */
  readonly places: Int32Array;
}

/** A pattern's mean is drawn to zero with the weight of so many rows, so that rare ones do not lead. */
const steadying = 5;

/**
 * Counts the patterns among the chosen rows.
 *
 * A patient's values say something about what was measured (no ST depression, no slope). So the
 * patterns stand in the order of their mean score in the column that differs most between them.
 *
 * @param rows n row numbers
 * @param scores by column, n normal scores; NaN where the cell is missing
 */
export function measurePatterns(
  columns: readonly ObservedColumn[],
  rows: readonly number[],
  siteRows: readonly number[],
  scores: readonly Float64Array[],
): MeasuredPatterns {
  const keyOf = (row: number) => columns.map(({ places }) => Math.min(places[row], 0)).join();
  const keys = rows.map(keyOf);
  const siteKeys = siteRows.map(keyOf);
  const distinct = [...new Set(siteKeys)];
  const shares = steadyShares(
    distinct.map((key) => keys.filter((k) => k === key).length),
    distinct.map((key) => siteKeys.filter((k) => k === key).length),
  );
  const members = distinct.map((key) => keys.flatMap((candidate, i) => candidate === key ? i : []));
  const means = tellingMeans(members, scores);
  const order = [...members.keys()].sort((a, b) => means[a] - means[b] || a - b);
  const ordered = order.map((place) => distinct[place]);
  const namesOf = (key: string, marker: number) =>
    key.split(",").flatMap((mark, index) =>
      Number(mark) === marker ? columns[index].column.name : []
    );
  return {
    patterns: ordered.map((key) => ({
      share: shares[distinct.indexOf(key)],
      missing: namesOf(key, missing),
      zero: namesOf(key, zero),
    })),
    scale: order.map((place) => means[place]),
    places: Int32Array.from(keys, (key) => ordered.indexOf(key)),
  };
}

/** The patterns' mean scores in the column that differs most between them. */
function tellingMeans(members: readonly number[][], scores: readonly Float64Array[]): number[] {
  const candidates = scores.map((column) => {
    const measured = members.map((rows) => rows.filter((row) => !Number.isNaN(column[row])));
    const means = measured.map((rows) =>
      rows.reduce((sum, row) => sum + column[row], 0) / (rows.length + steadying)
    );
    const strength = means.reduce(
      (sum, mean, place) => sum + measured[place].length * mean ** 2,
      0,
    );
    return { means, strength };
  });
  return candidates.reduce((a, b) => b.strength > a.strength ? b : a).means;
}
