/** A short digest of everything in the schema that changes what a model's inputs mean. */
import { createHash } from "node:crypto";
import type { Schema } from "@/schema/column.ts";

/**
 * 16 hexadecimal digits of SHA-256 over the columns' names, kinds, units, categories, limits
 * and missing rules; words for people do not count.
 */
export function schemaFingerprint(schema: Schema): string {
  const meaning = schema.features.map((column) =>
    column.kind === "numeric"
      ? [column.name, column.unit, column.integer, column.limits, column.zeroMeansMissing]
      : [column.name, column.categories.map(({ code, label }) => [code, label])]
  );
  const target = [schema.target.name, schema.target.positiveFrom];
  const text = JSON.stringify([schema.name, meaning, target]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
