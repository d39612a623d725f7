/** The tags of runs and versions that monitoring writes. */

/** The experiment in which checks are tracked. */
export const monitoringExperiment = "Model_Monitoring_Heart_Disease";

/** Tags of a run. */
export const checkTags = {
  /** `check`, `look` (at a window of its own, which moves nothing) or `series`. */
  kind: "monitor.kind",
  model: "monitor.model",
  log: "monitor.log",
  /** A check's place in its series, from 1. */
  number: "monitor.number",
  /** How far the log was read; it counts once the run has finished. */
  watermark: "monitor.watermark",
  window: "monitor.window",
  verdict: "monitor.verdict",
  versions: "monitor.versions",
  dataSource: "data.source",
} as const;

/** Tags of a model's version: the verdict of the last check, when it was, and its run. */
export const versionTags = {
  status: "monitor.status",
  checkedAt: "monitor.checked_at",
  run: "monitor.run",
} as const;
