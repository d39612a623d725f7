/** What a table's cells and rows look like before any model sees them, as counts. */
import type { Dataset } from "@/data/dataset.ts";
import type { ReadCell } from "@/schema/cell.ts";
import type { Schema } from "@/schema/column.ts";

/** One column's cells. The four counts are disjoint. */
export interface ColumnQuality {
  readonly column: string;
  readonly missingCount: number;
  /** Zeros that mean "not measured". */
  readonly zeroAsMissingCount: number;
  /** Values that are possible but implausible; they are kept. */
  readonly outOfRangeCount: number;
  /** Values of no declared category; they are read as missing. */
  readonly unknownCategoryCount: number;
}

/** One site's rows. */
export interface SiteQuality {
  readonly site: string;
  readonly rowCount: number;
  readonly positiveCount: number;
}

/** A known mistake that was put right on the way in. */
export interface SiteCorrection {
  readonly id: number;
  readonly found: string;
  readonly corrected: string;
}

/** A table's quality. */
export interface QualityReport {
  readonly fileName: string;
  readonly rowCount: number;
  /** Rows with label 1. */
  readonly positiveCount: number;
  /** Every column, in the schema's order. */
  readonly columns: readonly ColumnQuality[];
  /** Sites that have rows, in the schema's order. */
  readonly sites: readonly SiteQuality[];
  /** Row numbers of rows that are equal in everything else, group by group. */
  readonly duplicates: readonly (readonly number[])[];
  readonly siteCorrection: SiteCorrection | undefined;
  /** How the file differed in form: separator, encoding, blank lines. */
  readonly notes: readonly string[];
}

/**
 * Counts the issues of n rows, column by column.
 *
 * @param cells n rows × the schema's columns
 */
export function measureColumns(
  schema: Schema,
  cells: readonly (readonly ReadCell[])[],
): ColumnQuality[] {
  return schema.columns.map(({ name }, index) => {
    const counts = { missing: 0, zero: 0, range: 0, category: 0 };
    for (const row of cells) {
      const { issue } = row[index];
      if (issue === "missing") counts.missing++;
      else if (issue === "zero-as-missing") counts.zero++;
      else if (issue === "out-of-range") counts.range++;
      else if (issue === "unknown-category") counts.category++;
    }
    return {
      column: name,
      missingCount: counts.missing,
      zeroAsMissingCount: counts.zero,
      outOfRangeCount: counts.range,
      unknownCategoryCount: counts.category,
    };
  });
}

/** Counts rows and positive labels by site. */
export function measureSites(schema: Schema, { sites, labels }: Dataset): SiteQuality[] {
  const counts = new Map<string, { rowCount: number; positiveCount: number }>();
  sites.forEach((site, index) => {
    const { rowCount, positiveCount } = counts.get(site) ?? { rowCount: 0, positiveCount: 0 };
    counts.set(site, { rowCount: rowCount + 1, positiveCount: positiveCount + labels[index] });
  });
  return schema.site.categories.flatMap(({ label }) => {
    const count = counts.get(label);
    return count ? [{ site: label, ...count }] : [];
  });
}

/**
 * Groups of rows that are alike.
 *
 * @param ids n row numbers
 * @param keys n texts, equal for rows that are alike
 */
export function findDuplicates(ids: readonly number[], keys: readonly string[]): number[][] {
  const firstIds = new Map<string, number>();
  const groups = new Map<string, number[]>();
  keys.forEach((key, index) => {
    const firstId = firstIds.get(key);
    if (firstId === undefined) firstIds.set(key, ids[index]);
    else groups.set(key, [...(groups.get(key) ?? [firstId]), ids[index]]);
  });
  return [...groups.values()];
}
