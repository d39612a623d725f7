/** What `deno task mlflow` found or did, in words. */

/** What is known of the tracking server; its JSON is what `--json` prints. */
export type ServerReport =
  | GivenServerReport
  | { managed: true; running: true; url: string; port: number; pid: number; started?: boolean }
  | { managed: true; running: false; stopped?: boolean };

/** On the server of `MLFLOW_TRACKING_URI`. */
export interface GivenServerReport {
  managed: false;
  url: string;
  running: boolean;
  /** Why it does not answer as it should. */
  problem?: string;
}

/** The report as a line or two for people. */
export function describe(report: ServerReport): string {
  if (!report.managed) {
    const state = report.running ? "it answers" : `but it does not answer: ${report.problem}`;
    return `MLFLOW_TRACKING_URI names ${report.url}, ${state}.`;
  }
  if (report.running) {
    const verb = report.started ? "now runs" : "runs";
    return `MLflow ${verb} at ${report.url} (process ${report.pid}).\n` +
      "Stop it with: deno task mlflow --stop";
  }
  if (report.stopped === undefined) return "MLflow does not run. Start it with: deno task mlflow";
  return report.stopped ? "MLflow has stopped." : "MLflow did not run.";
}
