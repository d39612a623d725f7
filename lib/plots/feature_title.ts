/** Encoded features in a person's words. */
import type { Schema } from "@/schema/column.ts";

/**
 * The words for an encoded feature: a column's title, with a unit or, after a colon, a category
 * or `missing`. A name that the schema does not know stays as it is.
 *
 * @example
 * ```ts
 * import { featureTitle } from "@/plots/feature_title.ts";
 * import { heartSchema } from "@/schema/heart.ts";
 *
 * console.assert(featureTitle(heartSchema, "cp=asymptomatic") === "Chest pain: asymptomatic");
 * ```
 */
export function featureTitle(schema: Schema, featureName: string): string {
  const at = featureName.indexOf("=");
  const columnName = at < 0 ? featureName : featureName.slice(0, at);
  const column = schema.features.find(({ name }) => name === columnName);
  if (!column) return featureName;
  if (at >= 0) return `${column.title}: ${valueTitle(featureName.slice(at + 1))}`;
  return column.kind === "numeric" && column.unit
    ? `${column.title} (${column.unit})`
    : column.title;
}

/** The words for a category's label. */
export function valueTitle(value: string): string {
  return { TRUE: "yes", FALSE: "no" }[value] ?? value;
}
