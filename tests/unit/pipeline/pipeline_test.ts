import assert from "node:assert/strict";
import { type EstimatorKind, estimatorKinds } from "@/estimators/catalog.ts";
import { UserError } from "@/errors.ts";
import { parsePipeline, serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, predict, predictProba, withThreshold } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpDataset } from "./patients.ts";

const training = madeUpDataset(200);
const unseen = madeUpDataset(50, 2);

function fitted(kind: EstimatorKind) {
  return fitPipeline(defaultRecipe(kind, 7), training, heartSchema);
}

// XGBoost's fit needs its library: tests/integration holds it to the same.
for (const kind of estimatorKinds.filter((name) => name !== "xgboost")) {
  Deno.test(`a ${kind} pipeline is the same bytes after a round trip, and predicts the same`, () => {
    const pipeline = withThreshold(fitted(kind), 0.37);
    const text = serializePipeline(pipeline);
    const restored = parsePipeline(text, heartSchema);
    assert.equal(serializePipeline(restored), text);
    assert.equal(restored.threshold, 0.37);
    assert.deepEqual(predictProba(restored, unseen.rows), predictProba(pipeline, unseen.rows));
  });

  Deno.test(`the same seed gives a ${kind} pipeline of the same bytes`, () => {
    assert.equal(serializePipeline(fitted(kind)), serializePipeline(fitted(kind)));
  });
}

Deno.test("a raw row and its parsed form are predicted the same", () => {
  const pipeline = fitted("forest");
  const [coded, labelled] = predict(pipeline, [
    { age: "61", sex: "1", cp: "4", fbs: "0", thal: "7.0" },
    { age: 61, sex: "male", cp: "Asymptomatic", fbs: false, thal: "reversable defect" },
  ]);
  assert.equal(coded.probability, labelled.probability);
});

Deno.test("the label is 1 from the threshold on", () => {
  const pipeline = fitted("logistic");
  const [{ probability }] = predict(pipeline, [{ age: 60 }]);
  const label = (threshold: number) =>
    predict(withThreshold(pipeline, threshold), [{ age: 60 }])[0].label;
  assert.equal(label(probability), 1);
  assert.equal(label(probability + 1e-12), 0);
});

Deno.test("missing, unknown and implausible values are predicted and reported", () => {
  const [{ issues, probability }] = predict(fitted("forest"), [{ age: 110, cp: "9", chol: 0 }]);
  assert(probability >= 0 && probability <= 1);
  const found = new Map(issues.map(({ column, issue }) => [column, issue]));
  assert.equal(found.get("age"), "out-of-range");
  assert.equal(found.get("cp"), "unknown-category");
  assert.equal(found.get("chol"), "zero-as-missing");
  assert.equal(found.get("thal"), "missing");
});

Deno.test("a row with text for a number is refused, naming row and column", () => {
  assert.throws(
    () => predict(fitted("dummy"), [{ age: 50 }, { age: "old", chol: -5 }]),
    {
      exitCode: 65,
      message: "Cannot predict: " +
        `row 2, column age: "old" is not a number; row 2, column chol: -5 is not possible.`,
    },
  );
});

Deno.test("a truncated, foreign, newer or otherwise made file is refused with the reason", () => {
  const text = serializePipeline(fitted("logistic"));
  const edited = (change: Record<string, unknown>) =>
    JSON.stringify({ ...JSON.parse(text), ...change });
  const other = { ...heartSchema, name: "other" };
  const refusals: [string, RegExp][] = [
    [text.slice(0, -40), /not complete JSON/],
    ["[1, 2]", /not a heart-pipeline file/],
    [edited({ format: "other" }), /not a heart-pipeline file/],
    [edited({ version: 99 }), /format is version 99/],
    [edited({ threshold: 2 }), /threshold/],
    [edited({ estimator: {} }), /./],
  ];
  for (const [broken, reason] of refusals) {
    assert.throws(() => parsePipeline(broken, heartSchema, "model.json"), (error) => {
      assert(error instanceof UserError, String(error));
      assert.match(error.message, reason);
      return true;
    });
  }
  assert.throws(() => parsePipeline(text, other), /made for schema/);
});

Deno.test("an encoder and an estimator that do not fit together are refused", () => {
  const json = JSON.parse(serializePipeline(fitted("logistic")));
  json.encoder.columns.pop();
  assert.throws(
    () => parsePipeline(JSON.stringify(json), heartSchema),
    /encoder makes \d+ features/,
  );
});
