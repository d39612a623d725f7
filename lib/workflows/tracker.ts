/** The port to an experiment tracker: what the workflows need of MLflow, in the domain's words. */
import type { JsonObject } from "@/json.ts";

/** An experiment. */
export interface Experiment {
  readonly id: string;
  readonly name: string;
  /** Where a person sees it. */
  readonly url: string;
}

/** How a run ended. */
export type RunEnd = "FINISHED" | "FAILED" | "KILLED";

/** One value of a metric. */
export interface MetricPoint {
  readonly name: string;
  readonly value: number;
  /** Fold, iteration or check number; 0 unless told. */
  readonly step?: number;
}

/** A dataset that went into a run. */
export interface DatasetInput {
  readonly name: string;
  /** Tells one content from another; at most 36 characters. */
  readonly digest: string;
  /** What it was used for, such as `training` or `evaluation`. */
  readonly context: string;
  /** Where it came from, such as a path or address. */
  readonly source: string;
  /** Columns in order, in MLflow's types. */
  readonly columns: readonly { name: string; type: "double" | "long" | "string" | "boolean" }[];
  readonly rowCount: number;
}

/** What a new run is given. */
export interface RunStart {
  readonly experiment: Experiment;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Id of the run this one is nested under. */
  readonly parentRunId?: string;
  /** Shown as the run's description (Markdown). */
  readonly description?: string;
}

/** A run that is open for logging. All calls are safe to await in any order; `end` comes last. */
export interface TrackedRun {
  readonly id: string;
  /** Where a person sees it. */
  readonly url: string;
  logParams(params: Readonly<Record<string, string | number | boolean>>): Promise<void>;
  logMetrics(points: readonly MetricPoint[]): Promise<void>;
  logDataset(dataset: DatasetInput): Promise<void>;
  setTags(tags: Readonly<Record<string, string>>): Promise<void>;
  /** Uploads one file under the run's artifacts, such as `plots/roc_curve.svg`. */
  logArtifact(path: string, content: Uint8Array | string): Promise<void>;
  /** Closes the run; a second call changes nothing. */
  end(status: RunEnd): Promise<void>;
}

/** What a finished run reads back as. */
export interface RunRecord {
  readonly id: string;
  readonly name: string;
  readonly status: "RUNNING" | "SCHEDULED" | RunEnd;
  readonly startTimeMs: number;
  readonly endTimeMs: number | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** Last value of each metric. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly tags: Readonly<Record<string, string>>;
  /** As {@linkcode DatasetInput}; what another program's dataset does not tell is null. */
  readonly datasets: readonly JsonObject[];
}

/** An experiment tracker. */
export interface Tracker {
  /** Finds the experiment by name or creates it. */
  experiment(name: string): Promise<Experiment>;
  startRun(start: RunStart): Promise<TrackedRun>;
  /** @throws {UserError} when there is no such run */
  readRun(runId: string): Promise<RunRecord>;
  /** Every logged value of one metric, in order of step. */
  readMetricHistory(runId: string, name: string): Promise<MetricPoint[]>;
  /** Paths of all files under a run's artifacts, sorted. */
  listArtifacts(runId: string): Promise<string[]>;
  readArtifact(runId: string, path: string): Promise<Uint8Array>;
  /** Runs of an experiment that match the tags, newest first. */
  searchRuns(
    experiment: Experiment,
    options?: { tags?: Readonly<Record<string, string>>; maxResults?: number },
  ): Promise<RunRecord[]>;
}
