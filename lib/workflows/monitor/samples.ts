/** A column's values then and now, side by side. */
import type { Reference } from "@/drift/reference.ts";
import type { PatientCount } from "@/plots/drift_categories.ts";
import { count, grouped } from "@/plots/wording.ts";
import type { Cell } from "@/schema/cell.ts";
import type { Schema } from "@/schema/column.ts";
import type { VersionWindow } from "@/workflows/monitor/version_window.ts";

/** A category's share then and now, missing cells left out. */
export interface CategoryShare {
  readonly label: string;
  readonly reference: PatientCount;
  readonly current: PatientCount;
}

/** How many answers are looked at, and whether they stand for more. */
export function answersOf({ sample, summary }: Pick<VersionWindow, "sample" | "summary">): string {
  const all = count(summary.predictionCount, "answer");
  return sample.length < summary.predictionCount
    ? `a sample of ${grouped(sample.length)} of ${all}`
    : all;
}

/** The numbers of a numeric column, missing ones left out. */
export function numberSamples(
  reference: Reference,
  { sample }: Pick<VersionWindow, "sample">,
  column: string,
): { readonly reference: Float64Array; readonly current: Float64Array } {
  return {
    reference: present(reference.columns.find((one) => one.column === column)?.cells ?? []),
    current: present(sample.map(({ row }) => row[column])),
  };
}

/** The shares of a categorical column, in the schema's order. */
export function categoryCounts(
  schema: Schema,
  reference: Reference,
  { sample }: Pick<VersionWindow, "sample">,
  column: string,
): CategoryShare[] {
  const declared = schema.features.find(({ name }) => name === column);
  const then = reference.columns.find((one) => one.column === column);
  if (declared?.kind !== "categorical" || then?.kind !== "categorical") return [];
  const known = then.cells.map((place) => place === null ? null : then.labels[place]);
  const current = sample.map(({ row }) => row[column]);
  return declared.categories.map(({ label }) => ({
    label,
    reference: countOf(known, label),
    current: countOf(current, label),
  }));
}

function present(cells: readonly Cell[]): Float64Array {
  return Float64Array.from(cells.filter((cell) => cell !== null), Number);
}

function countOf(cells: readonly Cell[], label: string): PatientCount {
  const total = cells.filter((cell) => cell !== null).length;
  return { hits: cells.filter((cell) => cell === label).length, total };
}
