/** Windows that have drifted, have not, or are hardly there, for drawing. */
import { createRandom } from "@/data/random.ts";
import { generateCohort } from "@/data/synthetic/generate.ts";
import type { Verdict } from "@/drift/verdict.ts";
import type { DriftCategoriesInput } from "@/plots/drift_categories.ts";
import type { DriftNumbersInput } from "@/plots/drift_numbers.ts";
import type { DriftTrendInput } from "@/plots/drift_trend.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow, type Row } from "@/schema/row.ts";
import { statistics } from "../data/synthetic/cohort.ts";

const measuredOn = "200 requests against 736 training patients";

function patients(rowCount: number, seed: number): Row[] {
  const cohort = generateCohort(heartSchema, statistics, { rowCount, seed });
  return Array.from(cohort, (raw) => readRow(heartSchema, raw).row);
}

const reference = patients(736, 1);
const present = (rows: readonly Row[], name: string) =>
  rows.map((row) => row[name]).filter((cell) => cell !== null);

/** A window in which age is greater by so much, and everyone is male from a number on. */
function windowOf(rowCount: number, years: number): Row[] {
  return patients(rowCount, 2).map((row, index) => ({
    ...row,
    age: Number(row["age"]) + years,
    sex: years > 0 && index % 3 > 0 ? "Male" : row["sex"],
  }));
}

const verdictOf = (name: string, drifted: readonly string[]): Verdict =>
  drifted.includes(name) ? (name === "age" ? "alarm" : "watch") : "ok";

/** The numbers of a window of so many rows. */
export function driftNumbers(
  rowCount: number,
  years: number,
  drifted: readonly string[],
): DriftNumbersInput {
  const window = windowOf(rowCount, years);
  const columns = heartSchema.features.filter(({ kind }) => kind === "numeric");
  return {
    columns: columns.map(({ name }) => ({
      title: featureTitle(heartSchema, name),
      verdict: rowCount < 15 ? "not enough data" : verdictOf(name, drifted),
      reference: Float64Array.from(present(reference, name), Number),
      current: Float64Array.from(present(window, name), Number),
    })),
    measuredOn,
  };
}

/** The categories of a window of so many rows. */
export function driftCategories(
  rowCount: number,
  years: number,
  drifted: readonly string[],
): DriftCategoriesInput {
  const window = windowOf(rowCount, years);
  const variables = heartSchema.features.flatMap((column) => {
    if (column.kind === "numeric") return [];
    const { name, categories } = column;
    const countOf = (rows: readonly Row[], label: string) => {
      const cells = present(rows, name);
      return { hits: cells.filter((cell) => cell === label).length, total: cells.length };
    };
    return [{
      title: column.title,
      verdict: verdictOf(name, drifted),
      categories: categories.map(({ label }) => ({
        label,
        reference: countOf(reference, label),
        current: countOf(window, label),
      })),
    }];
  });
  return { variables, measuredOn };
}

/** So many checks, a day each, in the last of which age stands out. */
export function driftTrend(checkCount: number, drifted: readonly string[]): DriftTrendInput {
  const random = createRandom(4);
  return {
    checks: Array.from({ length: checkCount }, (_, index) => ({
      at: new Date(Date.UTC(2026, 4, 1 + index)).toISOString(),
      rowCount: 120 + random.integer(100),
      evidence: Object.fromEntries(
        heartSchema.features.map(({ name, title }) => [
          title,
          0.25 + 0.4 * random.next() +
          (drifted.includes(name) && index > 0.6 * checkCount
            ? 0.2 * (index - 0.6 * checkCount)
            : 0),
        ]),
      ),
    })),
  };
}
