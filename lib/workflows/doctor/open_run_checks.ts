/** Looks for runs that stayed RUNNING although nothing works on them. */
import { count } from "@/plots/wording.ts";
import { type Finding, repairCommand } from "@/workflows/doctor/finding.ts";
import { endRuns, findOpenRuns, type OpenRuns } from "@/workflows/orphans.ts";
import { sessionTag } from "@/workflows/tracking/run_tags.ts";
import type { LookUpSession } from "@/workflows/session.ts";
import type { RunRecord, Tracker } from "@/workflows/tracker.ts";
import { trialCountTag } from "@/workflows/tune/read_study.ts";

/** What looking after runs reaches outside through. */
export interface OpenRunPorts {
  readonly tracker: Tracker;
  readonly lookUpSession: LookUpSession;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Runs of the experiments that nothing works on, and those of which nobody here can tell.
 *
 * @param names of experiments; those that are not there have no runs
 * @throws {UserError} when the server cannot be reached
 */
export async function openRunFindings(
  names: readonly string[],
  ports: OpenRunPorts,
): Promise<Finding[]> {
  const findings = await Promise.all(
    names.map(async (name) => findingsOf(name, await openRunsOf(name, ports))),
  );
  return findings.flat();
}

/** Ends as KILLED what a dead process left RUNNING; tells in words what was done. */
export async function repairOpenRuns(
  names: readonly string[],
  ports: OpenRunPorts,
): Promise<string[]> {
  const done: string[] = [];
  for (const name of names) {
    const { orphaned } = await openRunsOf(name, ports);
    await endRuns(ports.tracker, orphaned);
    if (orphaned.length > 0) done.push(`${name}: ended ${namesOf(orphaned)} as KILLED`);
  }
  return done;
}

async function openRunsOf(
  name: string,
  { tracker, lookUpSession, now }: OpenRunPorts,
): Promise<OpenRuns> {
  const experiment = await tracker.findExperiment(name);
  if (experiment === undefined) return { orphaned: [], doubtful: [] };
  return await findOpenRuns(tracker, experiment, lookUpSession, now());
}

function findingsOf(name: string, { orphaned, doubtful }: OpenRuns): Finding[] {
  const findings: Finding[] = [];
  if (orphaned.length > 0) {
    findings.push({
      check: "runs.orphaned",
      severity: "error",
      message: `${name}: ${namesOf(orphaned)} RUNNING, though the process is dead.`,
      mend: `To end what is dead as KILLED: ${repairCommand}${wayOn(orphaned)}`,
      repairable: true,
    });
  }
  for (const [host, runs] of Map.groupBy(doubtful, hostOf)) {
    findings.push({
      check: "runs.doubtful",
      severity: "warning",
      message: `${name}: ${namesOf(runs)} RUNNING, begun ` +
        (host === undefined ? "by another program." : `on ${host}, out of sight.`),
      mend: host === undefined
        ? "End it from that program, or delete it on its page if that has died."
        : `If it has died, run this there: ${repairCommand}`,
      repairable: false,
    });
  }
  return findings;
}

/** How a study goes on, where one is among the runs. */
function wayOn(runs: readonly RunRecord[]): string {
  const study = runs.find(({ tags }) => trialCountTag in tags);
  if (study === undefined) return "";
  return `; its trials are kept, and this goes on: deno task tune --resume ${study.id}`;
}

/** Runs by their ids, those nested in others by their number alone. */
function namesOf(runs: readonly RunRecord[]): string {
  const ids = new Set(runs.map(({ id }) => id));
  const outer = runs.filter(({ tags }) => !ids.has(tags["mlflow.parentRunId"]));
  const shown = outer.slice(0, 3).map(({ id }) => id).join(", ");
  const rest = outer.length > 3 ? ` and ${outer.length - 3} more` : "";
  const nestedCount = runs.length - outer.length;
  const nested = nestedCount > 0 ? ` with ${count(nestedCount, "nested run")}` : "";
  return `${outer.length === 1 ? "run" : "runs"} ${shown}${rest}${nested}`;
}

/** The host in a session's id, before its first colon. */
function hostOf({ tags }: RunRecord): string | undefined {
  return tags[sessionTag]?.split(":", 1)[0];
}
