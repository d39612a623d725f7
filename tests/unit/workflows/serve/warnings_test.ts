import assert from "node:assert/strict";
import { parseReference } from "@/drift/reference.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";
import { rowWarnings } from "@/workflows/serve/warnings.ts";
import { exampleRow } from "../../../example_row.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const fetched = fetchedModel();
const model = serveModel(fetched, heartSchema);

function warningsAbout(raw: Record<string, unknown>): [string, string, string][] {
  const { row, issues } = readRow(heartSchema, { ...exampleRow, ...raw });
  return rowWarnings(model, row, issues)
    .map(({ column, kind, message }) => [column, kind, message]);
}

const filled = (column: string): number => {
  const encoding = model.pipeline.encoder.columns.find((each) => each.column === column);
  assert.ok(encoding?.kind === "numeric" && encoding.fill !== null);
  return Number(encoding.fill.toPrecision(6));
};

Deno.test("what stands in for a missing number is told", () => {
  assert.deepEqual(warningsAbout({ chol: null, trestbps: 0 }), [
    [
      "trestbps",
      "imputed",
      `Resting blood pressure is 0, which means not measured; ${filled("trestbps")} stands in.`,
    ],
    ["chol", "imputed", `Serum cholesterol is missing; ${filled("chol")} stands in.`],
  ]);
});

Deno.test("a category that is missing is told from one that nobody knows", () => {
  assert.deepEqual(warningsAbout({ sex: "", cp: "purple" }), [
    ["sex", "imputed", "Sex is missing; it counts as unknown."],
    [
      "cp",
      "unknown_category",
      "Chest pain is none of the known categories; it counts as unknown.",
    ],
  ]);
});

Deno.test("an implausible number is told, and that nothing like it was learned from", () => {
  const [implausible, outside, ...others] = warningsAbout({ age: 129 });
  assert.deepEqual(implausible, [
    "age",
    "implausible",
    "Age is implausible; it was taken as it is.",
  ]);
  assert.match(
    outside.join("|"),
    /^age\|outside_training_range\|Age: the model learned from \d+ to \d+ alone\.$/,
  );
  assert.deepEqual(others, []);
});

Deno.test("the ends of what was learned from are within it", () => {
  const { columns } = parseReference(fetched.referenceText!, "here");
  const ages = columns.find(({ column }) => column === "age")!;
  assert.ok(ages.kind === "numeric");
  const learned = ages.cells.filter((cell) => cell !== null);
  const [least, most] = [Math.min(...learned), Math.max(...learned)];
  const kindsAt = (age: number) => warningsAbout({ age }).map(([, kind]) => kind);
  for (const age of [least, most]) assert.ok(!kindsAt(age).includes("outside_training_range"));
  for (const age of [least - 1, most + 1]) {
    assert.ok(kindsAt(age).includes("outside_training_range"));
  }
});

Deno.test("a model without a reference tells nothing of what it learned from", () => {
  const bare = serveModel({ ...fetchedModel(), referenceText: undefined }, heartSchema);
  const { row, issues } = readRow(heartSchema, { ...exampleRow, age: 99 });
  assert.deepEqual(rowWarnings(bare, row, issues), []);
});
