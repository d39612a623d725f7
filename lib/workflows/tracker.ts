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
  /** When it was measured, in milliseconds since 1970; now unless told. */
  readonly atMs?: number;
}

/** What a metric tells about: a logged model, and the dataset that it was computed on. */
export interface MetricSubject {
  readonly modelId: string;
  readonly dataset?: { readonly name: string; readonly digest: string };
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

/** What the tracker decided about a new model before it has any files. */
export interface ModelIdentity {
  readonly id: string;
  readonly runId: string;
  /** Where its files go, in the tracker's own words. */
  readonly artifactUri: string;
  readonly createdMs: number;
}

/** A model to be kept: a folder of files with parameters and tags. */
export interface NewModel {
  readonly name: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Shown on the model's page (Markdown). */
  readonly description: string;
  /** Its files by path; some of them tell who the model is. */
  files(identity: ModelIdentity): Readonly<Record<string, Uint8Array | string>>;
}

/** A model that was logged. */
export interface LoggedModel {
  readonly id: string;
  /** Where a person sees it. */
  readonly url: string;
}

/** What a logged model reads back as. */
export interface ModelRecord {
  readonly id: string;
  readonly name: string;
  /** The run that made it; undefined when none did. */
  readonly runId: string | undefined;
  /** READY when all files are there, FAILED when they never will be. */
  readonly status: "PENDING" | "READY" | "FAILED";
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** The metrics that tell about it, sorted by name. */
  readonly metrics: readonly {
    readonly name: string;
    readonly value: number;
    readonly dataset: { readonly name: string; readonly digest: string } | undefined;
  }[];
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
  /** With a subject the values also stand on the model's page. */
  logMetrics(points: readonly MetricPoint[], subject?: MetricSubject): Promise<void>;
  logDataset(dataset: DatasetInput): Promise<void>;
  setTags(tags: Readonly<Record<string, string>>): Promise<void>;
  /** Uploads one file under the run's artifacts, such as `plots/roc_curve.svg`. */
  logArtifact(path: string, content: Uint8Array | string): Promise<void>;
  /** Keeps a model as the run's output; one whose files cannot be stored is marked as FAILED. */
  logModel(model: NewModel): Promise<LoggedModel>;
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

/** Which runs are looked for; all of them unless told. */
export interface RunSearch {
  readonly tags?: Readonly<Record<string, string>>;
  readonly status?: RunRecord["status"];
  readonly maxResults?: number;
}

/** An experiment tracker. */
export interface Tracker {
  /** Finds the experiment by name or creates it. */
  experiment(name: string): Promise<Experiment>;
  /** The experiment of this name; undefined when there is none. */
  findExperiment(name: string): Promise<Experiment | undefined>;
  startRun(start: RunStart): Promise<TrackedRun>;
  /**
   * Opens a run that is there already, for more entries; until it ends it is RUNNING again.
   *
   * @throws {UserError} when there is no such run
   */
  continueRun(runId: string): Promise<TrackedRun>;
  /** @throws {UserError} when there is no such run */
  readRun(runId: string): Promise<RunRecord>;
  /** Every logged value of one metric, in order of step. */
  readMetricHistory(runId: string, name: string): Promise<MetricPoint[]>;
  /** Paths of all files under a run's artifacts, sorted. */
  listArtifacts(runId: string): Promise<string[]>;
  readArtifact(runId: string, path: string): Promise<Uint8Array>;
  /** @throws {UserError} when there is no such model */
  readModel(modelId: string): Promise<ModelRecord>;
  /** Paths of all files of a model, sorted. */
  listModelFiles(modelId: string): Promise<string[]>;
  readModelFile(modelId: string, path: string): Promise<Uint8Array>;
  /** Runs of an experiment that match, newest first. */
  searchRuns(experiment: Experiment, search?: RunSearch): Promise<RunRecord[]>;
}
