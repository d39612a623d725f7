import assert from "node:assert/strict";
import { parseModelUri } from "@/adapters/mlflow/model_uri.ts";

Deno.test("each way to name a model is told from the others", () => {
  assert.deepEqual(parseModelUri("models:/Best/Production"), {
    kind: "stage",
    name: "Best",
    stage: "Production",
  });
  assert.deepEqual(parseModelUri("models:/It's best/staging"), {
    kind: "stage",
    name: "It's best",
    stage: "Staging",
  });
  assert.deepEqual(parseModelUri("models:/a@b@champion"), {
    kind: "alias",
    name: "a@b",
    alias: "champion",
  });
  assert.deepEqual(parseModelUri("models:/Best/12"), {
    kind: "version",
    name: "Best",
    version: 12,
  });
  assert.deepEqual(parseModelUri("models:/m-1a2b"), { kind: "model", modelId: "m-1a2b" });
  assert.deepEqual(parseModelUri("models:/m-name@x"), {
    kind: "alias",
    name: "m-name",
    alias: "x",
  });
  assert.deepEqual(parseModelUri("runs:/r1/model"), { kind: "run", runId: "r1", path: "model" });
  assert.deepEqual(parseModelUri("runs:/r1/a/b/"), { kind: "run", runId: "r1", path: "a/b" });
  for (const path of ["model", "./m-1", "/tmp/x/pipeline.json", "C:\\models", "file:///tmp/x"]) {
    assert.deepEqual(parseModelUri(path), { kind: "path", path });
  }
});

Deno.test("what begins like a URI and is none is refused, with the forms there are", () => {
  for (
    const text of [
      "",
      "models:/",
      "models:/Best",
      "models:/Best/latest",
      "models:/Best/0",
      "models:/Best/Production/x",
      "models://server/Best/1",
      "models:/Best@",
      "runs:/r1",
      "runs:/r1/",
      "s3://bucket/model",
      "mlflow-artifacts:/1/x",
    ]
  ) {
    assert.throws(() => parseModelUri(text), {
      name: "UserError",
      exitCode: 64,
      message: `'${text}' names no model.`,
      hint: /models:\/NAME\/Production/,
    }, text);
  }
});
