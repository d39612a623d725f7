/** Which cells go missing together: a group's patterns, ordered so that one latent variable can stand for them. */
import { steadyShares } from "@/data/synthetic/marginal.ts";
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
 * Measures the patterns among a group's rows; their shares lean a little on the whole site's.
 *
 * A patient's values say something about what was measured (no ST depression, no slope). So the
 * patterns stand in the order of their mean score in the column that differs most between them.
 *
 * @param rows the group's n row numbers
 * @param siteRows row numbers of all the site's rows
 * @param scores by column, n scores; NaN where the cell is missing
 */
export function measurePatterns(
  columns: readonly ObservedColumn[],
  rows: readonly number[],
  siteRows: readonly number[],
  scores: readonly Float64Array[],
): MeasuredPatterns {
  const keyOf = (row: number) => columns.map(({ places }) => Math.min(places[row], 0)).join();
  const [keys, siteKeys] = [rows.map(keyOf), siteRows.map(keyOf)];
  const distinct = [...new Set(siteKeys)];
  const members = distinct.map((key) => keys.flatMap((other, index) => other === key ? index : []));
  const siteCounts = distinct.map((key) => siteKeys.filter((other) => other === key).length);
  const shares = steadyShares(members.map(({ length }) => length), siteCounts);
  const means = tellingMeans(members, scores);
  const order = [...distinct.keys()].sort((a, b) => means[a] - means[b] || a - b);
  const placeOf = new Map(order.map((index, place) => [distinct[index], place]));
  return {
    patterns: order.map((index) => ({
      share: Number(shares[index].toFixed(5)),
      missing: namesWith(missing, distinct[index], columns),
      zero: namesWith(zero, distinct[index], columns),
    })),
    scale: order.map((index) => means[index]),
    places: Int32Array.from(keys, (key) => placeOf.get(key)!),
  };
}

function namesWith(marker: number, key: string, columns: readonly ObservedColumn[]): string[] {
  const markers = key.split(",").map(Number);
  return columns.filter((_, index) => markers[index] === marker).map(({ column }) => column.name);
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
