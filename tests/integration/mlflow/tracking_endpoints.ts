/** Experiments, runs, metrics, datasets and artifacts, each call against a real server. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { UserError } from "@/errors.ts";
import {
  downloadArtifact,
  listArtifacts,
  uploadArtifact,
} from "@/adapters/mlflow/endpoints/artifacts.ts";
import {
  createExperiment,
  deleteExperiment,
  findExperiment,
  getExperiment,
  restoreExperiment,
  searchExperiments,
} from "@/adapters/mlflow/endpoints/experiments.ts";
import { logInputs } from "@/adapters/mlflow/endpoints/inputs.ts";
import { logBatch } from "@/adapters/mlflow/endpoints/log_batch.ts";
import { getMetricHistory } from "@/adapters/mlflow/endpoints/metrics.ts";
import {
  createRun,
  deleteRun,
  getRun,
  searchRuns,
  setRunTag,
  updateRun,
} from "@/adapters/mlflow/endpoints/runs.ts";
import type { MlflowError } from "@/adapters/mlflow/errors.ts";
import { findOrCreateExperiment } from "@/adapters/mlflow/find_or_create.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { checkEntryName } from "@/workflows/tracking/limits.ts";

/** A new experiment with a run in it. */
export async function makeRun(transport: Transport) {
  const name = `endpoints ${crypto.randomUUID()}`;
  const { id: experimentId } = await findOrCreateExperiment(transport, name);
  const run = await createRun(transport, { experimentId, name: "r", startTimeMs: 5, tags: {} });
  return { experimentId, run };
}

export const trackingChecks: Readonly<Record<string, (transport: Transport) => Promise<void>>> = {
  async "an experiment is created, found, searched, deleted and restored"(transport) {
    const name = `endpoints ${crypto.randomUUID()}`;
    const experimentId = await createExperiment(transport, name, { purpose: "test" });
    const stored = await getExperiment(transport, experimentId);
    assert.deepEqual(stored, {
      id: experimentId,
      name,
      deleted: false,
      artifactLocation: stored.artifactLocation,
      tags: { purpose: "test" },
    });
    assert.deepEqual(await findExperiment(transport, name), stored);
    assert.equal(await findExperiment(transport, `${name}?`), undefined);
    await assert.rejects(
      () => createExperiment(transport, name),
      (error: MlflowError) => error.errorCode === "RESOURCE_ALREADY_EXISTS",
    );
    await deleteExperiment(transport, experimentId);
    const search = (view: "ACTIVE_ONLY" | "DELETED_ONLY") =>
      Array.fromAsync(searchExperiments(transport, { filter: `name = '${name}'`, view }));
    assert.deepEqual(await search("ACTIVE_ONLY"), []);
    assert.equal((await search("DELETED_ONLY"))[0].id, experimentId);
    await assert.rejects(
      () => findOrCreateExperiment(transport, name),
      (error: { hint?: string }) => error.hint!.includes(`--experiment-id ${experimentId}`),
    );
    await restoreExperiment(transport, experimentId);
    assert.equal((await findOrCreateExperiment(transport, name)).id, experimentId);
  },

  async "a run is created, tagged, ended, searched and deleted"(transport) {
    const { experimentId, run } = await makeRun(transport);
    await setRunTag(transport, run.id, "kind", "a");
    await updateRun(transport, run.id, { status: "FINISHED", endTimeMs: 9 });
    const stored = await getRun(transport, run.id);
    assert.deepEqual(
      [stored.experimentId, stored.status, stored.startTimeMs, stored.endTimeMs, stored.tags.kind],
      [experimentId, "FINISHED", 5, 9, "a"],
    );
    assert.match(stored.artifactUri, /^mlflow-artifacts:\//);
    await deleteRun(transport, run.id);
    assert.equal((await getRun(transport, run.id)).deleted, true);
    assert.deepEqual(
      await Array.fromAsync(searchRuns(transport, { experimentIds: [experimentId] })),
      [],
    );
    await assert.rejects(() => logBatch(transport, run.id, { tags: { a: "b" } }), /active/);
  },

  async "searches and histories follow their pages"(transport) {
    const { experimentId, run } = await makeRun(transport);
    for (const startTimeMs of [10, 11, 12, 13]) {
      await createRun(transport, { experimentId, name: "r", startTimeMs, tags: {} });
    }
    const search = { experimentIds: [experimentId], orderBy: ["attributes.start_time DESC"] };
    const runs = await Array.fromAsync(searchRuns(transport, { ...search, pageSize: 2 }));
    assert.deepEqual(runs.map(({ startTimeMs }) => startTimeMs), [13, 12, 11, 10, 5]);
    const metrics = [0, 1, 2, 3, 4].map((step) => ({
      name: "loss",
      value: step === 2 ? NaN : step,
      step,
      timestampMs: 1_700_000_000_000 + step,
    }));
    await logBatch(transport, run.id, { metrics });
    const history = await Array.fromAsync(getMetricHistory(transport, run.id, "loss", 2));
    assert.deepEqual(history, metrics);
  },

  async "the names that we refuse are those that the server refuses"(transport) {
    const { run } = await makeRun(transport);
    const signs = fc.constantFrom(..."aZ0_.-/ :#?,'\"\\%\n\té日ßⅫ½\u0301🙂+&".split(/(?:)/u), "..");
    const names = fc.sample(fc.array(signs, { minLength: 1, maxLength: 4 }), {
      seed: 1,
      numRuns: 120,
    }).map((parts) => parts.join(""));
    for (
      const name of new Set([...names, "a", "a/b c.d-e:f_ü", "x".repeat(250), "x".repeat(251)])
    ) {
      const metrics = [{ name, value: 1, step: 0, timestampMs: 1 }];
      const allowed = await logBatch(transport, run.id, { metrics }).then(() => true, () => false);
      // Python's `$` lets a name end in a line break; nobody needs that.
      if (name.endsWith("\n")) continue;
      const check = () => checkEntryName("metric", name);
      if (allowed) assert.doesNotThrow(check, JSON.stringify(name));
      else assert.throws(check, UserError, JSON.stringify(name));
    }
  },

  async "a dataset of another program reads back as far as it can be understood"(transport) {
    const { run } = await makeRun(transport);
    const dataset = { name: "d", digest: "1", source_type: "code", source: "not json" };
    await transport.json({
      method: "POST",
      path: "mlflow/runs/log-inputs",
      json: { run_id: run.id, datasets: [{ dataset }] },
    });
    assert.deepEqual((await getRun(transport, run.id)).datasets, [
      { name: "d", digest: "1", context: null, source: "not json", columns: [], rowCount: null },
    ]);
    const columns = Array.from({ length: 2000 }, (_, index) => {
      return { name: `column ${index}`, type: "double" as const };
    });
    const wide = { name: "w", digest: "2", context: "c", source: "s", columns, rowCount: 1 };
    await logInputs(transport, run.id, [wide]);
    assert.ok((await getRun(transport, run.id)).datasets.some((input) => input.name === "w"));
  },

  async "an artifact of many megabytes goes up and comes down whole"(transport) {
    const { run } = await makeRun(transport);
    const content = new Uint8Array(12_000_000).map((_, index) => index % 251);
    await uploadArtifact(transport, run.artifactUri, "deep/er/big.bin", content);
    assert.deepEqual(await listArtifacts(transport, run.artifactUri), ["deep/er/big.bin"]);
    const back = await downloadArtifact(transport, run.artifactUri, "deep/er/big.bin");
    assert.ok(back.length === content.length && back.every((byte, index) => byte === index % 251));
    await assert.rejects(
      () => downloadArtifact(transport, run.artifactUri, "deep/none"),
      (error: MlflowError) => error.status === 404,
    );
  },
};
