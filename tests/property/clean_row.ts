/** Clean rows for property tests: whatever the schema lets through. */
import fc from "fast-check";
import type { Cell } from "@/schema/cell.ts";
import type { Column } from "@/schema/column.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Row } from "@/schema/row.ts";

const cell = (column: Column): fc.Arbitrary<Cell> =>
  fc.option<Cell>(
    column.kind === "categorical"
      ? fc.constantFrom(...column.categories.map(({ label }) => label))
      : fc.oneof(
        fc.double({ min: column.limits[0], max: column.limits[1], noNaN: true }),
        fc.integer({ min: column.limits[0], max: column.limits[1] }),
      ),
    { freq: 4 },
  );

/** A row with any values that the schema allows, a quarter of them missing. */
export const cleanRow: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(heartSchema.features.map((column) => [column.name, cell(column)])),
);
