/** An experiment tracker in memory, for tests: it does what a real MLflow server does. */
import { UserError } from "@/errors.ts";
import type { JsonObject } from "@/json.ts";
import type {
  DatasetInput,
  Experiment,
  MetricPoint,
  RunEnd,
  RunRecord,
  RunStart,
  TrackedRun,
  Tracker,
} from "@/workflows/tracker.ts";
import { MemoryModels } from "@/workflows/memory_models.ts";
import type { RunBatch, TimedMetric } from "@/workflows/tracking/batch_queue.ts";
import { checkExperimentName } from "@/workflows/tracking/limits.ts";
import { openRun } from "@/workflows/tracking/open_run.ts";
import type { RunSink } from "@/workflows/tracking/open_run.ts";
import { runTags, sessionTag } from "@/workflows/tracking/run_tags.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

interface StoredRun {
  readonly id: string;
  readonly experiment: StoredExperiment;
  readonly name: string;
  readonly startTimeMs: number;
  status: "RUNNING" | RunEnd;
  endTimeMs: number | undefined;
  params: Record<string, string>;
  tags: Record<string, string>;
  readonly metrics: TimedMetric[];
  readonly datasets: JsonObject[];
  readonly artifacts: Map<string, Uint8Array>;
}

interface StoredExperiment extends Experiment {
  /** By name and digest: as in MLflow, the first description of a dataset stays. */
  readonly datasets: Map<string, DatasetInput>;
}

const testOrigin: RunOrigin = { user: "someone", sourceName: "test" };

/**
 * Makes an empty tracker.
 *
 * @example
 * ```ts
 * import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
 *
 * const tracker = createMemoryTracker();
 * const experiment = await tracker.experiment("Baselines");
 * const run = await tracker.startRun({ experiment, name: "dummy" });
 * await run.logMetrics([{ name: "auc", value: 0.5 }]);
 * await run.end("FINISHED");
 * console.assert((await tracker.readRun(run.id)).metrics.auc === 0.5);
 * ```
 */
export function createMemoryTracker(
  { origin = testOrigin, now = Date.now }: { origin?: RunOrigin; now?: () => number } = {},
): Tracker {
  const experiments = new Map<string, StoredExperiment>();
  const runs = new Map<string, StoredRun>();
  const models = new MemoryModels();

  function findRun(id: string): StoredRun {
    const run = runs.get(id);
    if (run === undefined) throw new UserError(`There is no run ${id}.`);
    return run;
  }

  return {
    experiment(name) {
      return settle(() => {
        checkExperimentName(name);
        const id = String(experiments.size + 1);
        const url = `memory:/#/experiments/${id}`;
        const experiment = experiments.get(name) ?? { id, name, url, datasets: new Map() };
        experiments.set(name, experiment);
        return { id: experiment.id, name, url: experiment.url };
      });
    },
    findExperiment(name) {
      return settle(() => {
        const found = experiments.get(name);
        return found && { id: found.id, name, url: found.url };
      });
    },
    startRun(start) {
      return settle(() => {
        const experiment = [...experiments.values()].find(({ id }) => id === start.experiment.id);
        if (!experiment) throw new UserError(`There is no experiment ${start.experiment.id}.`);
        const run = newRun(experiment, start, origin, now());
        runs.set(run.id, run);
        return openStoredRun(run, models, origin, now);
      });
    },
    continueRun: (runId) =>
      settle(() => {
        const run = findRun(runId);
        run.status = "RUNNING";
        if (origin.session) run.tags[sessionTag] = origin.session;
        return openStoredRun(run, models, origin, now);
      }),
    readRun: (runId) => settle(() => toRecord(findRun(runId))),
    readMetricHistory: (runId, name) => settle(() => metricHistory(runs.get(runId), name)),
    listArtifacts: (runId) => settle(() => [...findRun(runId).artifacts.keys()].sort()),
    readArtifact: (runId, path) =>
      settle(() => {
        const content = findRun(runId).artifacts.get(path);
        if (!content) throw new UserError(`Run ${runId} has no artifact '${path}'.`);
        return content.slice();
      }),
    readModel: (modelId) => settle(() => models.read(modelId)),
    listModelFiles: (modelId) => settle(() => models.listFiles(modelId)),
    readModelFile: (modelId, path) => settle(() => models.readFile(modelId, path)),
    searchRuns: (experiment, { tags = {}, status, maxResults = Infinity } = {}) =>
      settle(() =>
        [...runs.values()]
          .filter((run) => run.experiment.id === experiment.id)
          .filter((run) => status === undefined || run.status === status)
          .filter((run) => Object.entries(tags).every(([name, value]) => run.tags[name] === value))
          .sort((a, b) => b.startTimeMs - a.startTimeMs || (a.id < b.id ? -1 : 1))
          .slice(0, maxResults)
          .map(toRecord)
      ),
  };
}

/** Does work as a server would: later, and with a rejection for an error. */
async function settle<T>(work: () => T): Promise<T> {
  await Promise.resolve();
  return work();
}

function newRun(
  experiment: StoredExperiment,
  start: RunStart,
  origin: RunOrigin,
  startTimeMs: number,
): StoredRun {
  return {
    id: crypto.randomUUID().replaceAll("-", ""),
    experiment,
    name: start.name,
    startTimeMs,
    status: "RUNNING",
    endTimeMs: undefined,
    params: {},
    tags: runTags(origin, start),
    metrics: [],
    datasets: [],
    artifacts: new Map(),
  };
}

function openStoredRun(
  run: StoredRun,
  models: MemoryModels,
  origin: RunOrigin,
  now: () => number,
): TrackedRun {
  const sink: RunSink = {
    id: run.id,
    url: `${run.experiment.url}/runs/${run.id}`,
    sendBatch: (batch) => settle(() => storeBatch(run, batch, models)),
    sendDataset: (dataset) => settle(() => storeDataset(run, dataset)),
    sendArtifact: (path, content) =>
      settle(() => void run.artifacts.set(path, new Uint8Array(content))),
    sendModel: (model) =>
      settle(() => {
        const { id } = models.add(model, run.id, origin, now());
        return { id, url: `${run.experiment.url}/models/${id}` };
      }),
    close: (status, endTimeMs) =>
      settle(() => {
        run.status = status;
        run.endTimeMs = endTimeMs;
      }),
  };
  return openRun(sink, now, run.params);
}

function storeBatch(run: StoredRun, batch: RunBatch, models: MemoryModels): void {
  run.params = { ...run.params, ...batch.params };
  run.tags = { ...run.tags, ...batch.tags };
  for (const metric of batch.metrics) {
    const stored = { ...metric, value: storableValue(metric.value) };
    const known = run.metrics.some((other) =>
      other.name === stored.name && other.step === stored.step &&
      other.timestampMs === stored.timestampMs && Object.is(other.value, stored.value)
    );
    if (known) continue;
    run.metrics.push(stored);
    models.measure(stored);
  }
}

/** SQL has no infinity, so MLflow keeps the largest number instead; JSON has no negative zero. */
function storableValue(value: number): number {
  if (Number.isNaN(value)) return value;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) || 0;
}

function storeDataset(run: StoredRun, dataset: DatasetInput): void {
  const key = JSON.stringify([dataset.name, dataset.digest]);
  const { source, columns, rowCount } = run.experiment.datasets.get(key) ?? dataset;
  run.experiment.datasets.set(key, { ...dataset, source, columns, rowCount });
  const { name, digest, context } = dataset;
  if (run.datasets.some((other) => other.name === name && other.digest === digest)) return;
  run.datasets.push({ name, digest, context, source, columns, rowCount });
}

/** MLflow's order of values: by step, then time, then value, NaN counting as 0. */
function compareMetrics(a: TimedMetric, b: TimedMetric): number {
  return a.step - b.step || a.timestampMs - b.timestampMs || (a.value || 0) - (b.value || 0);
}

function metricHistory(run: StoredRun | undefined, name: string): MetricPoint[] {
  return (run?.metrics ?? [])
    .filter((metric) => metric.name === name)
    .sort(compareMetrics)
    .map(({ value, step }) => ({ name, value, step }));
}

function toRecord(run: StoredRun): RunRecord {
  const { id, name, status, startTimeMs, endTimeMs, params, tags, datasets } = run;
  const metrics = run.metrics.toSorted(compareMetrics).map((metric) => [metric.name, metric.value]);
  return {
    id,
    name,
    status,
    startTimeMs,
    endTimeMs,
    params: { ...params },
    metrics: Object.fromEntries(metrics),
    tags: { ...tags },
    datasets: [...datasets],
  };
}
