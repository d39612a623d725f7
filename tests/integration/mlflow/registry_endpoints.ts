/** Logged models, registered models, versions, stages and aliases against a real server. */
import assert from "node:assert/strict";
import { deleteAlias, findVersionByAlias, setAlias } from "@/adapters/mlflow/endpoints/aliases.ts";
import { logOutputs } from "@/adapters/mlflow/endpoints/inputs.ts";
import { logBatch } from "@/adapters/mlflow/endpoints/log_batch.ts";
import {
  createLoggedModel,
  finishLoggedModel,
  getLoggedModel,
  searchLoggedModels,
  setLoggedModelTags,
} from "@/adapters/mlflow/endpoints/logged_models.ts";
import {
  createModelVersion,
  deleteModelVersion,
  describeModelVersion,
  findModelVersion,
  getDownloadUri,
  getLatestVersions,
  listModelVersions,
  setModelVersionTag,
  transitionStage,
} from "@/adapters/mlflow/endpoints/model_versions.ts";
import {
  createRegisteredModel,
  deleteRegisteredModel,
  describeRegisteredModel,
  findRegisteredModel,
  searchRegisteredModels,
  setRegisteredModelTag,
} from "@/adapters/mlflow/endpoints/registered_models.ts";
import { getRun } from "@/adapters/mlflow/endpoints/runs.ts";
import type { MlflowError } from "@/adapters/mlflow/errors.ts";
import { findOrCreateRegisteredModel } from "@/adapters/mlflow/find_or_create.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { makeRun } from "./tracking_endpoints.ts";

/** A logged model in a new experiment, still without files. */
export async function makeLoggedModel(transport: Transport) {
  const { experimentId, run } = await makeRun(transport);
  const model = await createLoggedModel(transport, {
    experimentId,
    name: "model",
    sourceRunId: run.id,
    params: { depth: "3" },
    tags: { kind: "forest" },
  });
  return { experimentId, run, model };
}

/** A registered model with so many versions. */
async function makeVersions(transport: Transport, versionCount: number) {
  const { run, model } = await makeLoggedModel(transport);
  const { name } = await findOrCreateRegisteredModel(transport, `It's ${crypto.randomUUID()}`, "d");
  for (let version = 1; version <= versionCount; version++) {
    const made = await createModelVersion(transport, { name, modelId: model.id, runId: run.id });
    assert.deepEqual([made.version, made.modelId, made.stage], [version, model.id, "None"]);
  }
  return { name, run, model };
}

export const registryChecks: Readonly<Record<string, (transport: Transport) => Promise<void>>> = {
  async "a logged model is created, measured, finished, tagged and found"(transport) {
    const { experimentId, run, model } = await makeLoggedModel(transport);
    assert.equal(model.status, "PENDING");
    assert.match(model.artifactUri, /^mlflow-artifacts:\//);
    await logOutputs(transport, run.id, [model.id]);
    const dataset = { name: "heart", digest: "d1" };
    const subject = { modelId: model.id, dataset };
    const linked = { name: "auc", value: 0.9, step: 0, timestampMs: 7, subject };
    await logBatch(transport, run.id, { metrics: [linked] });
    await setLoggedModelTags(transport, model.id, { kind: "tree", more: "é" });
    const finished = await finishLoggedModel(transport, model.id, "READY");
    assert.equal(finished.status, "READY");
    const stored = await getLoggedModel(transport, model.id);
    assert.deepEqual(stored, {
      id: model.id,
      experimentId,
      name: "model",
      sourceRunId: run.id,
      status: "READY",
      artifactUri: model.artifactUri,
      createdMs: model.createdMs,
      params: { depth: "3" },
      tags: { kind: "tree", more: "é" },
      metrics: [{ name: "auc", value: 0.9, runId: run.id, dataset }],
    });
    assert.deepEqual((await getRun(transport, run.id)).modelIds, [model.id]);
    assert.deepEqual((await getRun(transport, run.id)).metrics, { auc: 0.9 });
    const found = await Array.fromAsync(
      searchLoggedModels(transport, { experimentIds: [experimentId], filter: "name = 'model'" }),
    );
    assert.deepEqual(found, [stored]);
    assert.equal((await finishLoggedModel(transport, model.id, "FAILED")).status, "FAILED");
  },

  async "a logged model takes more than a hundred parameters"(transport) {
    const { experimentId, run } = await makeRun(transport);
    const params = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`p${index}`, "1"]),
    );
    const model = await createLoggedModel(transport, {
      experimentId,
      name: "wide",
      sourceRunId: run.id,
      params,
    });
    assert.equal(Object.keys((await getLoggedModel(transport, model.id)).params).length, 150);
  },

  async "a registered model is created once, described, tagged, found and deleted"(transport) {
    const name = `M ${crypto.randomUUID()}`;
    assert.equal(await findRegisteredModel(transport, name), undefined);
    const all = await Promise.all([1, 2, 3, 4].map(() => {
      return findOrCreateRegisteredModel(transport, name, "first");
    }));
    assert.deepEqual(all.map(({ description }) => description), Array(4).fill("first"));
    await assert.rejects(
      () => createRegisteredModel(transport, { name }),
      (error: MlflowError) => error.errorCode === "RESOURCE_ALREADY_EXISTS",
    );
    await describeRegisteredModel(transport, name, "**second**");
    await setRegisteredModelTag(transport, name, "owner", "ada");
    const stored = await findRegisteredModel(transport, name);
    assert.deepEqual([stored!.description, stored!.tags], ["**second**", { owner: "ada" }]);
    const found = await Array.fromAsync(searchRegisteredModels(transport, `name = '${name}'`));
    assert.deepEqual(found, [stored]);
    await deleteRegisteredModel(transport, name);
    assert.equal(await findRegisteredModel(transport, name), undefined);
    await assert.rejects(() => createRegisteredModel(transport, { name: "a/b" }), /named 'a\/b'/);
  },

  async "a version is registered, described, tagged, listed and deleted"(transport) {
    const { name, model, run } = await makeVersions(transport, 3);
    await describeModelVersion(transport, name, 2, "good");
    await setModelVersionTag(transport, name, 2, "auc", "0.9");
    const stored = await findModelVersion(transport, name, 2);
    assert.deepEqual(
      [stored!.description, stored!.tags, stored!.status, stored!.runId, stored!.source],
      ["good", { auc: "0.9" }, "READY", run.id, `models:/${model.id}`],
    );
    assert.equal(await getDownloadUri(transport, name, 2), model.artifactUri);
    await deleteModelVersion(transport, name, 1);
    assert.equal(await findModelVersion(transport, name, 1), undefined);
    assert.equal(await findModelVersion(transport, `${name}?`, 1), undefined);
    const versions = await Array.fromAsync(listModelVersions(transport, name));
    assert.deepEqual(versions.map(({ version }) => version), [3, 2]);
  },

  async "a stage has one version when the others are archived, also when told twice"(transport) {
    const { name } = await makeVersions(transport, 3);
    await transitionStage(transport, name, 1, "Production", true);
    await transitionStage(transport, name, 2, "Production", true);
    await transitionStage(transport, name, 2, "Production", true);
    await transitionStage(transport, name, 3, "Staging", true);
    const versions = await Array.fromAsync(listModelVersions(transport, name));
    assert.deepEqual(versions.map(({ stage }) => stage), ["Staging", "Production", "Archived"]);
    const [production] = await getLatestVersions(transport, name, ["Production"]);
    assert.equal(production.version, 2);
    assert.equal((await transitionStage(transport, name, 3, "None", false)).stage, "None");
    await assert.rejects(
      () => transitionStage(transport, name, 9, "Staging", true),
      (error: MlflowError) => error.errorCode === "RESOURCE_DOES_NOT_EXIST",
    );
  },

  async "an alias points at one version and goes with it"(transport) {
    const { name } = await makeVersions(transport, 2);
    assert.equal(await findVersionByAlias(transport, name, "champion"), undefined);
    assert.equal(await findVersionByAlias(transport, `${name}?`, "champion"), undefined);
    await setAlias(transport, name, "champion", 1);
    await setAlias(transport, name, "champion", 2);
    const champion = await findVersionByAlias(transport, name, "champion");
    assert.deepEqual([champion!.version, champion!.aliases], [2, ["champion"]]);
    assert.deepEqual((await findRegisteredModel(transport, name))!.aliases, { champion: 2 });
    await setAlias(transport, name, "staging", 2);
    await deleteAlias(transport, name, "champion");
    await deleteAlias(transport, name, "champion");
    await deleteModelVersion(transport, name, 2);
    assert.deepEqual((await findRegisteredModel(transport, name))!.aliases, {});
    for (const alias of ["", "latest", "v2", "a b"]) {
      await assert.rejects(() => setAlias(transport, name, alias, 1), /alias/);
    }
  },
};
