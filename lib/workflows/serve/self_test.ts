/** The test that a model passes before it may answer anyone. */
import { exitCode, UserError } from "@/errors.ts";
import type { RowScorer } from "@/pipeline/compile.ts";
import { type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import type { Schema } from "@/schema/column.ts";
import { readRow, type Row } from "@/schema/row.ts";
import { inputExample } from "@/workflows/model/input_example.ts";

/** Scorings that bring the compiled code up to speed before the first request. */
const warmUpCount = 300;

/**
 * Scores example rows in both ways there are, and compares.
 *
 * @throws {UserError} when an answer is no probability, or the compiled pipeline's is another
 */
export function selfTest(pipeline: Pipeline, scorer: RowScorer, source: string): void {
  const rows = goldenRows(pipeline.schema);
  const expected = predictProba(pipeline, rows);
  for (let round = 0; round < warmUpCount; round++) {
    const index = round % rows.length;
    const found = scorer.score(rows[index]);
    if (found >= 0 && found <= 1 && found === expected[index]) continue;
    throw new UserError(
      `${source} fails its self-test: it gives example row ${index + 1} a probability of ` +
        `${found}, where ${expected[index]} was expected.`,
      { exitCode: exitCode.data, hint: "Train the model again: deno task tune" },
    );
  }
}

/** Each category once, the ends of each plausible range, and a patient of whom nothing is known. */
function goldenRows(schema: Schema): Row[] {
  const { columns, data } = inputExample(schema);
  const examples = data.map((cells) =>
    readRow(schema, Object.fromEntries(columns.map((name, at) => [name, cells[at]]))).row
  );
  const variants = schema.features.flatMap((column) =>
    (column.kind === "categorical" ? column.categories.map(({ label }) => label) : column.plausible)
      .map((value) => ({ ...examples[0], [column.name]: value }))
  );
  return [...examples, readRow(schema, {}).row, ...variants];
}
