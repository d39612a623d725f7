/** Finds the model's inputs among a table's columns. */
import { headerName } from "@/data/header.ts";
import { type Problem, quoteFound, refuseProblems } from "@/data/problem.ts";
import type { Schema } from "@/schema/column.ts";
import { predictionColumns } from "@/workflows/score/table.ts";

/**
 * The place of each of the schema's features. All must be there, because a column that was forgotten
 * looks like one that was never measured; case and surrounding spaces of names do not count.
 *
 * @throws {UserError} naming every column that is missing, repeated, or in the way of a prediction's
 */
export function featurePlaces(
  schema: Schema,
  columnNames: readonly string[],
  fileName: string,
): number[] {
  const names = columnNames.map(headerName);
  const problems: Problem[] = [];
  for (const { name } of schema.features) {
    const count = names.filter((other) => other === name).length;
    if (count === 1) continue;
    problems.push({
      column: name,
      found: count === 0 ? "nothing" : `${count} columns of this name`,
      required: "one column of this name",
      ...(count === 0 && { hint: "Add a column that was not measured as an empty one." }),
    });
  }
  for (const added of Object.values(predictionColumns)) {
    const at = names.indexOf(added);
    if (at < 0) continue;
    problems.push({
      column: added,
      found: `a column ${quoteFound(columnNames[at])} already`,
      required: "no column of this name, because scoring adds it",
      hint: "Rename or remove it.",
    });
  }
  refuseProblems(`score ${fileName}`, [{ fileName, problems }]);
  return schema.features.map(({ name }) => names.indexOf(name));
}
