/** The tracker over a real MLflow server. */
import {
  downloadArtifact,
  listArtifacts,
  uploadArtifact,
} from "@/adapters/mlflow/endpoints/artifacts.ts";
import { logInputs } from "@/adapters/mlflow/endpoints/inputs.ts";
import { logBatch } from "@/adapters/mlflow/endpoints/log_batch.ts";
import { getLoggedModel } from "@/adapters/mlflow/endpoints/logged_models.ts";
import { getMetricHistory } from "@/adapters/mlflow/endpoints/metrics.ts";
import {
  createRun,
  getRun,
  searchRuns,
  setRunTag,
  type StoredRun,
  updateRun,
} from "@/adapters/mlflow/endpoints/runs.ts";
import { findExperiment } from "@/adapters/mlflow/endpoints/experiments.ts";
import { findOrCreateExperiment } from "@/adapters/mlflow/find_or_create.ts";
import { logModel } from "@/adapters/mlflow/log_model.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { ModelRecord, RunRecord, TrackedRun, Tracker } from "@/workflows/tracker.ts";
import { checkExperimentName } from "@/workflows/tracking/limits.ts";
import { openRun } from "@/workflows/tracking/open_run.ts";
import { runTags, sessionTag } from "@/workflows/tracking/run_tags.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

/** What a tracker is made of. */
export interface MlflowTrackerOptions {
  readonly transport: Transport;
  /** Who makes the runs, with what. */
  readonly origin: RunOrigin;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Opens MLflow's UI in its view for trained models, not the one for agents. */
const trainingView = "?workflowType=machine_learning";

/** Makes a tracker that keeps everything on an MLflow server. */
export function createMlflowTracker(
  { transport, origin, now = Date.now }: MlflowTrackerOptions,
): Tracker {
  const experimentUrl = (id: string) => `${transport.baseUrl}/#/experiments/${id}/runs`;

  function open({ id, experimentId, artifactUri, params }: StoredRun): TrackedRun {
    return openRun(
      {
        id,
        url: `${experimentUrl(experimentId)}/${id}${trainingView}`,
        sendBatch: (batch) => logBatch(transport, id, batch),
        sendDataset: (dataset) => logInputs(transport, id, [dataset]),
        sendArtifact: (path, content) => uploadArtifact(transport, artifactUri, path, content),
        async sendModel(model) {
          const modelId = await logModel(transport, { experimentId, runId: id, origin }, model);
          const url = `${transport.baseUrl}/#/experiments/${experimentId}/models/${modelId}`;
          return { id: modelId, url: url + trainingView };
        },
        close: (status, endTimeMs) => updateRun(transport, id, { status, endTimeMs }),
      },
      now,
      params,
    );
  }

  return {
    async experiment(name) {
      checkExperimentName(name);
      const { id } = await findOrCreateExperiment(transport, name);
      return { id, name, url: experimentUrl(id) + trainingView };
    },
    async findExperiment(name) {
      const found = await findExperiment(transport, name);
      if (found === undefined || found.deleted) return undefined;
      return { id: found.id, name, url: experimentUrl(found.id) + trainingView };
    },
    async startRun(start) {
      return open(
        await createRun(transport, {
          experimentId: start.experiment.id,
          name: start.name,
          startTimeMs: now(),
          tags: runTags(origin, start),
        }),
      );
    },
    async continueRun(runId) {
      const run = await getRun(transport, runId);
      await updateRun(transport, runId, { status: "RUNNING" });
      if (origin.session) await setRunTag(transport, runId, sessionTag, origin.session);
      return open(run);
    },
    readRun: (runId) => getRun(transport, runId),
    async readMetricHistory(runId, name) {
      const points = await Array.fromAsync(getMetricHistory(transport, runId, name));
      return points
        .sort((a, b) => a.step - b.step)
        .map(({ value, step }) => ({ name, value, step }));
    },
    async listArtifacts(runId) {
      const { artifactUri } = await getRun(transport, runId);
      return await listArtifacts(transport, artifactUri);
    },
    async readArtifact(runId, path) {
      const { artifactUri } = await getRun(transport, runId);
      return await downloadArtifact(transport, artifactUri, path);
    },
    readModel: (modelId) => readModel(transport, modelId),
    async listModelFiles(modelId) {
      const { artifactUri } = await getLoggedModel(transport, modelId);
      return await listArtifacts(transport, artifactUri);
    },
    async readModelFile(modelId, path) {
      const { artifactUri } = await getLoggedModel(transport, modelId);
      return await downloadArtifact(transport, artifactUri, path);
    },
    async searchRuns(experiment, { tags = {}, status, maxResults = Infinity } = {}) {
      const found: RunRecord[] = [];
      const runs = searchRuns(transport, {
        experimentIds: [experiment.id],
        filter: runFilter(tags, status),
        orderBy: ["attributes.start_time DESC"],
        pageSize: Math.min(maxResults, 1000),
      });
      for await (const run of runs) {
        // Some databases compare without regard to case, and the filter may be a coarser one.
        const matches = Object.entries(tags).every(([name, value]) => run.tags[name] === value);
        if (matches) found.push(run);
        if (found.length >= maxResults) break;
      }
      return found;
    },
  };
}

async function readModel(transport: Transport, modelId: string): Promise<ModelRecord> {
  const model = await getLoggedModel(transport, modelId);
  const { id, name, sourceRunId: runId, status, params, tags } = model;
  const metrics = model.metrics
    .map(({ name, value, dataset }) => ({ name, value, dataset }))
    .sort((a, b) => a.name < b.name ? -1 : Number(a.name > b.name));
  return { id, name, runId, status, params, tags, metrics };
}

/** MLflow's filter; values of tags that its quoting cannot express are left to the caller. */
function runFilter(
  tags: Readonly<Record<string, string>>,
  status: RunRecord["status"] | undefined,
): string {
  return [
    ...(status === undefined ? [] : [`attributes.status = '${status}'`]),
    ...Object.entries(tags)
      .filter(([name, value]) => !/["`\\]/.test(name) && !/['"`\\%]/.test(value))
      .map(([name, value]) => `tags."${name}" = '${value}'`),
  ].join(" AND ");
}
