import assert from "node:assert/strict";
import { predictProba } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";
import { fetchedModel } from "../../../fetched_models.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

const { rows } = madeUpDataset(50, 9);

Deno.test("a served model answers as its pipeline does, and its reasons sum to the answer", () => {
  for (const kind of ["dummy", "logistic", "forest"] as const) {
    const model = serveModel(fetchedModel("3", kind), heartSchema);
    const expected = predictProba(model.pipeline, rows);
    assert.deepEqual(model.score(rows), expected);
    const explain = model.explainer();
    rows.forEach((row, index) => {
      const { scale, baseValue, contributions } = explain(row);
      const score = contributions.reduce((sum, { contribution }) => sum + contribution, baseValue);
      const probability = scale === "probability" ? score : 1 / (1 + Math.exp(-score));
      assert.ok(Math.abs(probability - expected[index]) < 1e-9, `${kind}, row ${index}`);
    });
  }
});

Deno.test("what was logged beside the pipeline is optional, but sound when it is there", () => {
  const fetched = fetchedModel();
  const { ranges, card } = serveModel(
    { ...fetched, referenceText: undefined, card: undefined },
    heartSchema,
  );
  assert.deepEqual([ranges, card], [[], undefined]);
  assert.equal(serveModel(fetched, heartSchema).ranges.length, heartSchema.features.length);
  for (const part of ["pipelineText", "referenceText"]) {
    assert.throws(() => serveModel({ ...fetched, [part]: "{" }, heartSchema), {
      name: "UserError",
      message: /models:\/Model\/3/,
    });
  }
});
