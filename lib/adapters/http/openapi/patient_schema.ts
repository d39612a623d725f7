/** A patient in JSON Schema, from the declaration of the columns. */
import type { JsonObject } from "@/json.ts";
import { decimalPattern } from "@/adapters/http/openapi/decimal_pattern.ts";
import type { CategoricalColumn, Column, NumericColumn, Schema } from "@/schema/column.ts";
import { exampleRow } from "@/schema/example_row.ts";

/** The schema of the object that a prediction asks about. */
export function patientSchema(schema: Schema): JsonObject {
  return {
    type: "object",
    description: "One patient. Every field may be absent or null, and is then imputed with a " +
      "warning; unknown fields are refused.",
    properties: Object.fromEntries(
      schema.features.map((column) => [column.name, columnSchema(column, schema)]),
    ),
    additionalProperties: false,
    example: exampleRow(schema) as JsonObject,
  };
}

function columnSchema(column: Column, schema: Schema): JsonObject {
  return {
    title: column.title,
    ...(column.kind === "numeric" ? numericSchema(column, schema) : categoricalSchema(column)),
    ...(column.example === undefined ? {} : { example: column.example }),
  };
}

function numericSchema(column: NumericColumn, { missingSpellings }: Schema): JsonObject {
  const { description, unit, integer, limits: [minimum, maximum], plausible } = column;
  const decimals = decimalPattern(minimum, maximum, integer);
  const missing = missingSpellings.map(inAnyCase).join("|");
  return {
    description: `${description} A number${unit === "" ? "" : ` in ${unit}`}, or the same as ` +
      `text; outside ${plausible.join(" to ")} it is taken with a warning.`,
    type: [integer ? "integer" : "number", "string", "null"],
    minimum,
    maximum,
    pattern: `^[ \\t\\r\\n]*(${decimals}|${missing})?[ \\t\\r\\n]*$`,
  };
}

function categoricalSchema({ description, categories }: CategoricalColumn): JsonObject {
  const words = categories.map(({ code, label }) => `\`${code}\` ${label}`).join(", ");
  return {
    description: `${description} ${words}: the code or the label, in any case. Anything else ` +
      "counts as missing, with a warning.",
    type: ["string", "number", "boolean", "null"],
    examples: categories.flatMap(({ code, label }) => [code, label]),
  };
}

function inAnyCase(text: string): string {
  return [...text].map((letter) =>
    /[a-z]/.test(letter)
      ? `[${letter}${letter.toUpperCase()}]`
      : letter.replace(/[.*+?^${}()|[\]\\/]/, "\\$&")
  ).join("");
}
