import assert from "node:assert/strict";
import { estimatorKinds } from "@/estimators/catalog.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import { parseChecksums, sha256 } from "@/workflows/model/checksums.ts";
import { toModel } from "@/workflows/model/model.ts";
import { assessedModel } from "../../../assessed_models.ts";

const identity = {
  id: "m-1",
  runId: "r1",
  artifactUri: "mlflow-artifacts:/1/models/m-1/artifacts",
  createdMs: Date.UTC(2026, 0, 31, 12, 0, 0, 123),
};

const logistic = toModel(await assessedModel("logistic"));
const files = logistic.files(identity);
const text = (path: string) => String(files[path]);

Deno.test("a model holds all that MLflow, Python, TypeScript and a person need", () => {
  assert.deepEqual(Object.keys(files).sort(), [
    "MLmodel",
    "README.md",
    "checksums.sha256",
    "code/heart_pipeline.py",
    "conda.yaml",
    "input_example.json",
    "model.onnx",
    "pipeline.json",
    "python_env.yaml",
    "reference.json",
    "requirements.txt",
    "serving_input_example.json",
  ]);
  assert.equal(logistic.tags["pipeline.sha256"], sha256(text("pipeline.json")));
  assert.equal(logistic.tags["data.source"], "synthetic");
  assert.equal(logistic.params["estimator"], "logistic");
  assert.equal(parsePipeline(text("pipeline.json"), heartSchema).recipe.seed, 7);
});

Deno.test("MLmodel tells who the model is and when it was made", () => {
  const mlmodel = text("MLmodel");
  for (
    const line of [
      `artifact_path: "${identity.artifactUri}"`,
      "model_id: m-1",
      "model_uuid: m-1",
      "run_id: r1",
      `utc_time_created: "2026-01-31 12:00:00.123000"`,
      "    loader_module: heart_pipeline",
    ]
  ) assert(mlmodel.split("\n").includes(line), line);
  assert(!mlmodel.includes("xgboost:"));
});

Deno.test("every input is optional in the signature, and stands in the schema's order", () => {
  const quoted = /^ {2}inputs: (".*")$/m.exec(text("MLmodel"))![1];
  const inputs: { name: string; required: boolean }[] = JSON.parse(JSON.parse(quoted));
  assert.deepEqual(inputs.map(({ name }) => name), heartSchema.features.map(({ name }) => name));
  assert(inputs.every(({ required }) => required === false));
});

Deno.test("the checksums are those of all other files", () => {
  const listed = parseChecksums(text("checksums.sha256"));
  const others = Object.keys(files).filter((path) => path !== "checksums.sha256");
  assert.deepEqual([...listed.keys()], others.sort());
  for (const [path, digest] of listed) assert.equal(sha256(files[path]), digest, path);
});

Deno.test("the same pipeline gives the same files", async () => {
  const again = toModel(await assessedModel("logistic")).files(identity);
  assert.deepEqual(again, files);
});

for (const kind of estimatorKinds.filter((kind) => kind !== "xgboost")) {
  Deno.test(`a ${kind} model's environment is pinned and does not ask for XGBoost`, async () => {
    const { "requirements.txt": requirements } = toModel(await assessedModel(kind)).files(identity);
    const lines = String(requirements).trimEnd().split("\n");
    assert(lines.every((line) => /^[a-z]+==\d+(\.\d+)+( ; .+)?$/.test(line)), lines.join());
    assert(lines.some((line) => line.startsWith("onnxruntime==")));
  });
}
