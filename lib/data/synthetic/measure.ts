/** Measures the aggregate statistics from which a synthetic cohort is drawn. */
import { createHash } from "node:crypto";
import { readCsv } from "@/data/csv.ts";
import { nearestCorrelations, packTriangle } from "@/data/synthetic/correlation_matrix.ts";
import { latentCorrelation, type LatentVariable, latentVariable } from "@/data/synthetic/latent.ts";
import { publishMarginal, steadyShares } from "@/data/synthetic/marginal.ts";
import { measurePatterns } from "@/data/synthetic/missing_patterns.ts";
import { countLevels, observeColumn, type ObservedColumn } from "@/data/synthetic/observations.ts";
import {
  correlatePairs,
  type PairTriangle,
  poolPairs,
  steadyPair,
} from "@/data/synthetic/pairs.ts";
import type { CohortStatistics, GroupStatistics } from "@/data/synthetic/statistics.ts";
import type { Schema } from "@/schema/column.ts";

/** A pair's correlation in a group leans on its class's with the weight of so many rows. */
const borrowedPairWeight = 25;

/**
 * Statistics by site and class of a table in canonical form, as `parseDataset` gives it: shares,
 * quantiles, correlations and patterns of missing cells, never a patient's values together.
 */
export function measureCohort(schema: Schema, canonicalText: string): CohortStatistics {
  const { records: [header, ...records] } = readCsv(canonicalText);
  const cellsOf = (name: string) => {
    const place = header.fields.indexOf(name);
    return records.map(({ fields }) => fields[place]);
  };
  const variables = [...schema.features, schema.target].map((column) =>
    observeColumn(schema, column, cellsOf(column.name))
  );
  const sites = cellsOf(schema.site.name);
  const labels = cellsOf(schema.target.name)
    .map((cell) => Number(cell) >= schema.target.positiveFrom ? 1 : 0);
  const groups = ([0, 1] as const).flatMap((label) => {
    const classRows = rowsWhere(labels, label);
    const measured = schema.site.categories.map((category) => category.label).flatMap((site) => {
      const rows = classRows.filter((row) => sites[row] === site);
      if (rows.length === 0) return [];
      const siteRows = rowsWhere(sites, site);
      return [{ site, rows, ...measureGroup(variables, { rows, classRows, siteRows }) }];
    });
    const pooled = poolPairs(measured.map(({ pairs }) => pairs));
    return measured.map(({ site, rows, patterns, marginals, latents, pairs }) => ({
      site,
      label,
      share: Number((rows.length / records.length).toFixed(5)),
      patterns,
      marginals,
      correlations: solveCorrelations(latents, pairs, pooled),
    }));
  });
  return {
    about: "Aggregate statistics by site and class; README.md says how they were made.",
    table: schema.name,
    digest: createHash("sha256").update(canonicalText).digest("hex"),
    rowCount: records.length,
    groups,
  };
}

interface MeasuredGroup extends Pick<GroupStatistics, "patterns" | "marginals"> {
  /** One for each variable and one for the missing pattern. */
  readonly latents: readonly (LatentVariable | undefined)[];
  readonly pairs: PairTriangle;
}

/** Row numbers of a group, and of those that it leans on. */
interface GroupRows {
  readonly rows: readonly number[];
  readonly classRows: readonly number[];
  readonly siteRows: readonly number[];
}

function measureGroup(
  variables: readonly ObservedColumn[],
  { rows, classRows, siteRows }: GroupRows,
): MeasuredGroup {
  const marginals: GroupStatistics["marginals"] = {};
  const latents: (LatentVariable | undefined)[] = [];
  for (const variable of variables) {
    const counts = countLevels(variable, rows);
    const shares = variable.column.role === "target"
      ? counts.map((count) => count / rows.length)
      : steadyShares(counts, countLevels(variable, classRows));
    const valueCount = counts.reduce((sum, count) => sum + count, 0);
    marginals[variable.column.name] = publishMarginal(variable, shares, valueCount);
    latents.push(latentVariable(shares));
  }
  const scores = variables.map(({ places }, index) =>
    Float64Array.from(rows, (row) => latents[index]?.scores[places[row]] ?? NaN)
  );
  const { patterns, scale, places } = measurePatterns(variables, rows, siteRows, scores);
  const patternLatent = latentVariable(patterns.map(({ share }) => share), scale);
  const patternScores = Float64Array.from(places, (place) => patternLatent?.scores[place] ?? NaN);
  return {
    patterns,
    marginals,
    latents: [...latents, patternLatent],
    pairs: correlatePairs([...scores, patternScores]),
  };
}

function solveCorrelations(
  latents: readonly (LatentVariable | undefined)[],
  pairs: PairTriangle,
  pooled: PairTriangle,
): number[] {
  const pattern = latents.length - 1;
  const correlation = (i: number, j: number) => {
    const [a, b] = [latents[i], latents[j]];
    if (!a || !b) return 0;
    // Every group orders its patterns in its own way, so that there is nothing to lean on.
    const support = i === pattern ? { value: 0, rowCount: 0 } : pooled[i][j];
    return latentCorrelation(a, b, steadyPair(pairs[i][j], support, borrowedPairWeight));
  };
  const matrix = latents.map((_, i) =>
    latents.map((_, j) => i === j ? 1 : correlation(Math.max(i, j), Math.min(i, j)))
  );
  // `+ 0` turns a negative zero, which JSON does not keep, into zero.
  return packTriangle(nearestCorrelations(matrix)).map((value) => Number(value.toFixed(3)) + 0);
}

function rowsWhere<T>(values: readonly T[], wanted: T): number[] {
  return values.flatMap((value, row) => value === wanted ? row : []);
}
