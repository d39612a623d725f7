/** A model in service, its log and its tracker in memory, and patients who come. */
import { createRandom } from "@/data/random.ts";
import { stratifiedHoldOut } from "@/data/splits.ts";
import { buildReference } from "@/drift/reference.ts";
import { UserError } from "@/errors.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";
import { createMemoryRegistry } from "@/workflows/memory_registry.ts";
import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
import type { MonitorRequest } from "@/workflows/monitor/conduct_check.ts";
import { monitor } from "@/workflows/monitor/monitor.ts";
import type { MonitorPorts, TrainedVersion } from "@/workflows/monitor/ports.ts";
import { monitoringExperiment } from "@/workflows/monitor/tags.ts";
import { silentProgress } from "@/workflows/progress.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import type { SessionState } from "@/workflows/session.ts";
import { answersTo, labelsFor } from "../../../monitor_traffic.ts";
import { parseCohort } from "../../data/synthetic/cohort.ts";

/** The registered model. */
export const name = "Forest";

/** A model of 736 patients; what it says of rows that it has not seen is in its reference. */
function trainVersion(): TrainedVersion {
  const { dataset: { rows, labels } } = parseCohort({ rowCount: 920, seed: 3 });
  const recipe = defaultRecipe("logistic", 1);
  const part = (places: Int32Array) => ({
    rows: Array.from(places, (place) => rows[place]),
    labels: Uint8Array.from(places, (place) => labels[place]),
  });
  const { train, test } = stratifiedHoldOut(labels, { testShare: 0.2, seed: 1 });
  const pipeline = fitPipeline(recipe, part(train), heartSchema);
  return {
    pipeline,
    reference: buildReference(heartSchema, {
      ...part(train),
      // Logistic regression knows its training rows hardly better than others.
      probabilities: predictProba(pipeline, part(train).rows),
      heldOutProbabilities: predictProba(pipeline, part(test).rows),
    }, createRandom(1)),
  };
}

const trained = trainVersion();

/** Patients who come, their truths, and a change to each. */
export function patients(
  rowCount: number,
  seed: number,
  change: (raw: RawRow) => RawRow = (raw) => raw,
): { readonly raws: RawRow[]; readonly labels: Uint8Array } {
  const { dataset } = parseCohort({ rowCount, seed });
  return { raws: dataset.rows.map(change), labels: dataset.labels };
}

/** Ten years older, all of them. */
export const older = (raw: RawRow): RawRow => ({
  ...raw,
  age: Math.min(95, Number(raw["age"]) + 10),
});

const renderer = {
  html: () => Promise.resolve("<html>"),
  png: () => Promise.resolve(new Uint8Array(1)),
};

/** Everything that monitoring needs, and hands to work it with. */
export function monitorBench(overrides: Partial<MonitorPorts> = {}) {
  const { journal, log } = createMemoryLog(heartSchema);
  let nowMs = Date.parse("2026-11-24T00:00:00Z");
  const now = () => nowMs += 1000;
  const tracker = createMemoryTracker({ now });
  const registry = createMemoryRegistry({ now });
  const ports: MonitorPorts = {
    log,
    tracker,
    registry,
    loadVersion: ({ version }) =>
      version === "gone"
        ? Promise.reject(new UserError("There is no version 'gone'."))
        : Promise.resolve(trained),
    renderer,
    progress: silentProgress,
    signal: new AbortController().signal,
    lookUpSession: (): Promise<SessionState> => Promise.resolve("dead"),
    random: createRandom(42),
    now,
    ...overrides,
  };
  const request: MonitorRequest = {
    schema: heartSchema,
    series: { model: name, log: "prediction_log.csv" },
    window: { kind: "new" },
    logsEmpty: false,
    tags: { "git.commit": "abc" },
  };
  return {
    ports,
    journal,
    check: (change: Partial<MonitorRequest> = {}, more: Partial<MonitorPorts> = {}) =>
      monitor({ ...request, ...change }, { ...ports, ...more }),
    /** Answers patients, an hour later than the last. */
    async answer(
      { raws }: Pick<ReturnType<typeof patients>, "raws">,
      model: { readonly name?: string; readonly version?: string } = {},
    ) {
      nowMs += 3_600_000;
      const answering = { name, version: "1", pipeline: trained.pipeline, startMs: nowMs };
      const records = answersTo(raws, { ...answering, ...model });
      nowMs += 1000 * records.length;
      await journal.predictions(records);
      return records;
    },
    async label(records: Parameters<typeof labelsFor>[0], labels: Uint8Array) {
      for (const record of labelsFor(records, labels)) await journal.feedback(record);
    },
    async runs(kind: "check" | "look" | "series") {
      const experiment = await tracker.experiment(monitoringExperiment);
      return (await tracker.searchRuns(experiment, { tags: { "monitor.kind": kind } })).reverse();
    },
    async register() {
      const version = { name, modelId: crypto.randomUUID(), runId: "r", description: "", tags: {} };
      return await registry.register(version);
    },
  };
}
