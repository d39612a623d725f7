/** Where values are missing: by column and site, since sites recorded different things. */
import type { Dataset } from "@/data/dataset.ts";
import type { Schema } from "@/schema/column.ts";

/** One site's missing cells. */
export interface SiteMissingness {
  readonly site: string;
  readonly rowCount: number;
  /** Missing cells of each feature, in the schema's order; zeros that mean missing count. */
  readonly missingCounts: readonly number[];
}

/** Counts missing cells at each site that has rows, in the schema's order. */
export function missingBySite(schema: Schema, { rows, sites }: Dataset): SiteMissingness[] {
  return schema.site.categories.flatMap(({ label }) => {
    const own = rows.filter((_, index) => sites[index] === label);
    if (own.length === 0) return [];
    const missingCounts = schema.features.map(({ name }) =>
      own.filter((row) => row[name] === null).length
    );
    return [{ site: label, rowCount: own.length, missingCounts }];
  });
}
