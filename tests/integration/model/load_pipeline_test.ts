/** Loading by every kind of model URI from a real server, and what is refused there. */
import assert from "node:assert/strict";
import { setAlias } from "@/adapters/mlflow/endpoints/aliases.ts";
import { uploadArtifact } from "@/adapters/mlflow/endpoints/artifacts.ts";
import {
  createLoggedModel,
  finishLoggedModel,
  getLoggedModel,
} from "@/adapters/mlflow/endpoints/logged_models.ts";
import { createModelVersion, transitionStage } from "@/adapters/mlflow/endpoints/model_versions.ts";
import { findOrCreateRegisteredModel } from "@/adapters/mlflow/find_or_create.ts";
import { loadPipeline } from "@/adapters/mlflow/load_pipeline.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import { toModel } from "@/workflows/model/model.ts";
import { assessedModel } from "../../assessed_models.ts";
import { startTestServer } from "../mlflow_server.ts";

const subject = await assessedModel("logistic");
const pipelineText = serializePipeline(subject.assessment.pipeline);

/** A run with a logged model, registered as the only version of a new name. */
async function registerModel(transport: Transport) {
  const tracker = createMlflowTracker({ transport, origin: { user: "ada", sourceName: "test" } });
  const experiment = await tracker.experiment(`load ${crypto.randomUUID()}`);
  const run = await tracker.startRun({ experiment, name: "run" });
  const { id: modelId } = await run.logModel(toModel(subject));
  await run.logArtifact("old/pipeline.json", pipelineText);
  const { name } = await findOrCreateRegisteredModel(transport, `load ${crypto.randomUUID()}`, "");
  await createModelVersion(transport, { name, modelId, runId: run.id });
  return { name, modelId, run, experimentId: experiment.id };
}

const checks: Readonly<Record<string, (transport: Transport) => Promise<void>>> = {
  async "stage, alias, version, model and run all lead to the same pipeline"(transport) {
    const { name, modelId, run } = await registerModel(transport);
    await transitionStage(transport, name, 1, "Production", true);
    await setAlias(transport, name, "champion", 1);
    const version = { name, version: 1 };
    const found = {
      [`models:/${name}/Production`]: { source: `models:/${name}/1`, modelId, version },
      [`models:/${name}@champion`]: { source: `models:/${name}/1`, modelId, version },
      [`models:/${name}/1`]: { source: `models:/${name}/1`, modelId, version },
      [`models:/${modelId}`]: { source: `models:/${modelId}`, modelId, version: undefined },
      [`runs:/${run.id}/model`]: { source: `models:/${modelId}`, modelId, version: undefined },
      [`runs:/${run.id}/old`]: {
        source: `runs:/${run.id}/old`,
        modelId: undefined,
        version: undefined,
      },
    };
    for (const [uri, expected] of Object.entries(found)) {
      const { pipeline, digest, ...place } = await load(transport, uri);
      assert.deepEqual(place, expected, uri);
      assert.equal(digest, sha256(pipelineText));
      assert.equal(serializePipeline(pipeline), pipelineText);
    }
  },

  async "a version, stage, alias, model or run that is not there is named"(transport) {
    const { name, run } = await registerModel(transport);
    const missing: [string, RegExp][] = [
      [`models:/${name}/2`, /has no version 2/],
      [`models:/${name}/Production`, /has no version in stage Production/],
      [`models:/${name}@champion`, /has no alias 'champion'/],
      ["models:/no such model/Production", /has no version in stage Production/],
      ["models:/no such model@x", /has no alias 'x'/],
      ["models:/no such model/1", /has no version 1/],
      ["models:/m-0", /m-0/],
      [`runs:/${run.id}/other`, /it has no pipeline\.json/],
      ["runs:/nosuchrun/model", /nosuchrun/],
    ];
    for (const [uri, message] of missing) {
      await assert.rejects(load(transport, uri), { message }, uri);
    }
  },

  async "a pipeline exchanged on the server is refused, also with its list of digests"(transport) {
    const { name, modelId } = await registerModel(transport);
    const { artifactUri } = await getLoggedModel(transport, modelId);
    const other = pipelineText.replace(/"threshold":[\d.]+/, '"threshold":0.9');
    const upload = (path: string, text: string) =>
      uploadArtifact(transport, artifactUri, path, new TextEncoder().encode(text));
    await upload("pipeline.json", other);
    await upload("checksums.sha256", `${sha256(other)}  pipeline.json\n`);
    const message = new RegExp(
      `SHA-256 is ${sha256(other)}, and ${sha256(pipelineText)} was logged`,
    );
    await assert.rejects(load(transport, `models:/${name}/1`), { message });
  },

  async "a model that is not ready, or not ours, is refused with the reason"(transport) {
    const { experimentId, run } = await registerModel(transport);
    const model = { experimentId, name: "model", sourceRunId: run.id };
    const { id, artifactUri } = await createLoggedModel(transport, model);
    await assert.rejects(load(transport, `models:/${id}`), /it is PENDING, not READY/);
    await uploadArtifact(
      transport,
      artifactUri,
      "MLmodel",
      new TextEncoder().encode("flavors: {}"),
    );
    await finishLoggedModel(transport, id, "READY");
    await assert.rejects(load(transport, `models:/${id}`), /another program made it/);
    await finishLoggedModel(transport, id, "FAILED");
    await assert.rejects(load(transport, `models:/${id}`), /it is FAILED, not READY/);
  },
};

function load(transport: Transport, uri: string) {
  return loadPipeline(uri, { schema: heartSchema, connect: () => Promise.resolve(transport) });
}

Deno.test("pipelines are loaded from a real server by their model URIs", async (t) => {
  const server = await startTestServer();
  try {
    const transport = createTransport({ baseUrl: server.url });
    for (const [name, check] of Object.entries(checks)) await t.step(name, () => check(transport));
  } finally {
    await server.stop();
  }
});
