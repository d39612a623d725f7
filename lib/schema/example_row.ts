/** The request that all documents show: a made-up patient, as a program would send it. */
import type { Schema } from "@/schema/column.ts";
import type { RawRow } from "@/schema/row.ts";

/** The example of each feature that has one. */
export function exampleRow({ features }: Schema): RawRow {
  return Object.fromEntries(
    features.flatMap(({ name, example }) => example === undefined ? [] : [[name, example]]),
  );
}
