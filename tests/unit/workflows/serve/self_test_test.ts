import assert from "node:assert/strict";
import { compilePipeline, type RowScorer } from "@/pipeline/compile.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Row } from "@/schema/row.ts";
import { selfTest } from "@/workflows/serve/self_test.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const pipeline = parsePipeline(fetchedModel().pipelineText, heartSchema, "here");
const scorer = compilePipeline(pipeline);

const test = (score: (row: Row) => number) => () =>
  selfTest(pipeline, { ...scorer, score } as RowScorer, "models:/Model/3");

Deno.test("a sound model passes, and its scorer is warm then", () => {
  let scoredCount = 0;
  test((row) => {
    scoredCount++;
    return scorer.score(row);
  })();
  assert.equal(scoredCount, 300);
});

Deno.test("a compiled model that is wrong in the last bit is refused", () => {
  assert.throws(test((row) => scorer.score(row) + Number.EPSILON), {
    name: "UserError",
    exitCode: 65,
    message: /models:\/Model\/3 fails its self-test: it gives example row 1 a probability of /,
  });
});

Deno.test("each category of each column, and a patient of whom nothing is known, are tried", () => {
  const seen = new Map<string, Set<unknown>>();
  test((row) => {
    for (const [column, value] of Object.entries(row)) {
      seen.set(column, (seen.get(column) ?? new Set()).add(value));
    }
    return scorer.score(row);
  })();
  for (const column of heartSchema.features) {
    const values = column.kind === "categorical"
      ? column.categories.map(({ label }) => label)
      : column.plausible;
    for (const value of [...values, null]) assert.ok(seen.get(column.name)!.has(value));
  }
  const wrongForSome = test((row) => row["cp"] === "asymptomatic" ? 0.5 : scorer.score(row));
  assert.throws(wrongForSome, /fails its self-test/);
});

Deno.test("an answer that is no probability is refused", () => {
  for (const answer of [NaN, -0.1, 1.1, Infinity]) {
    assert.throws(test(() => answer), /fails its self-test/);
  }
});
