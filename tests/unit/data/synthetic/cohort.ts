/** The tracked statistics, and cohorts drawn from them as datasets. */
import { parseDataset } from "@/data/parse.ts";
import { formatCsv } from "@/data/synthetic/format.ts";
import { type CohortOptions, generateCohort } from "@/data/synthetic/generate.ts";
import { parseCohortStatistics } from "@/data/synthetic/statistics.ts";
import { heartSchema } from "@/schema/heart.ts";

const url = new URL("../../../../data/cohort_statistics.json", import.meta.url);

/** The tracked statistics, as JSON. */
export const statisticsJson = JSON.parse(Deno.readTextFileSync(url));

/** The tracked statistics. */
export const statistics = parseCohortStatistics(heartSchema, statisticsJson);

/** A cohort as CSV text. */
export function cohortCsv(options: CohortOptions): string {
  return [...formatCsv(heartSchema, generateCohort(heartSchema, statistics, options))].join("");
}

/** A cohort as a parsed table. */
export function parseCohort(options: CohortOptions) {
  return parseDataset(heartSchema, cohortCsv(options), "cohort.csv");
}
