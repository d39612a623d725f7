/** The tracker over a real MLflow server. */
import {
  downloadArtifact,
  listArtifacts,
  uploadArtifact,
} from "@/adapters/mlflow/endpoints/artifacts.ts";
import { logInputs } from "@/adapters/mlflow/endpoints/inputs.ts";
import { logBatch } from "@/adapters/mlflow/endpoints/log_batch.ts";
import { getMetricHistory } from "@/adapters/mlflow/endpoints/metrics.ts";
import { createRun, getRun, searchRuns, updateRun } from "@/adapters/mlflow/endpoints/runs.ts";
import { findOrCreateExperiment } from "@/adapters/mlflow/find_or_create.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { RunRecord, Tracker } from "@/workflows/tracker.ts";
import { checkExperimentName } from "@/workflows/tracking/limits.ts";
import { openRun } from "@/workflows/tracking/open_run.ts";
import { runTags } from "@/workflows/tracking/run_tags.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

/** What a tracker is made of. */
export interface MlflowTrackerOptions {
  readonly transport: Transport;
  /** Who makes the runs, with what. */
  readonly origin: RunOrigin;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Makes a tracker that keeps everything on an MLflow server. */
export function createMlflowTracker(
  { transport, origin, now = Date.now }: MlflowTrackerOptions,
): Tracker {
  const experimentUrl = (id: string) => `${transport.baseUrl}/#/experiments/${id}`;

  return {
    async experiment(name) {
      checkExperimentName(name);
      const { id } = await findOrCreateExperiment(transport, name);
      return { id, name, url: experimentUrl(id) };
    },
    async startRun(start) {
      const { id, artifactUri } = await createRun(transport, {
        experimentId: start.experiment.id,
        name: start.name,
        startTimeMs: now(),
        tags: runTags(origin, start),
      });
      return openRun({
        id,
        url: `${experimentUrl(start.experiment.id)}/runs/${id}`,
        sendBatch: (batch) => logBatch(transport, id, batch),
        sendDataset: (dataset) => logInputs(transport, id, [dataset]),
        sendArtifact: (path, content) => uploadArtifact(transport, artifactUri, path, content),
        close: (status, endTimeMs) => updateRun(transport, id, { status, endTimeMs }),
      }, now);
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
    async searchRuns(experiment, { tags = {}, maxResults = Infinity } = {}) {
      const found: RunRecord[] = [];
      const runs = searchRuns(transport, {
        experimentIds: [experiment.id],
        filter: tagFilter(tags),
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

/** MLflow's filter for tags; values that its quoting cannot express are left to the caller. */
function tagFilter(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .filter(([name, value]) => !/["`\\]/.test(name) && !/['"`\\%]/.test(value))
    .map(([name, value]) => `tags."${name}" = '${value}'`)
    .join(" AND ");
}
