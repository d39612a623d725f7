/** Lets what is derived from checks follow them: the series of metrics, and the versions' tags. */
import { z } from "zod";
import type { CheckSeries, PastCheck } from "@/workflows/monitor/history.ts";
import { seriesTags } from "@/workflows/monitor/history.ts";
import type { MonitorPorts } from "@/workflows/monitor/ports.ts";
import { checkTags, versionTags } from "@/workflows/monitor/tags.ts";
import type { Registry } from "@/workflows/registry.ts";
import type { Experiment, RunRecord, TrackedRun } from "@/workflows/tracker.ts";

/** Logged last of a check's values, so where it stands all of them do. */
const checkNumber = "check_number";

/** The verdict on each version, by its number. */
export type VersionVerdicts = Readonly<Record<string, string>>;

const versionVerdicts = z.record(z.string(), z.string());

/**
 * Brings the series run and the versions' tags up to the finished checks. A check that died after
 * it had finished is caught up on by the next; to do it twice changes nothing.
 *
 * @param checks the last ones of the series, in their order
 */
export async function settle(
  checks: readonly PastCheck[],
  experiment: Experiment,
  series: CheckSeries,
  ports: Pick<MonitorPorts, "tracker" | "registry">,
): Promise<void> {
  const last = checks.at(-1);
  if (last === undefined) return;
  const verdicts = parseVerdicts(last.run.tags[checkTags.versions]);
  await Promise.all([
    settleSeries(checks, experiment, series, ports),
    tagVersions(ports.registry, series.model, last.run, verdicts),
  ]);
}

/** The verdicts that a run's tag holds; none when it holds something else. */
function parseVerdicts(text: string | undefined): VersionVerdicts {
  try {
    return versionVerdicts.parse(JSON.parse(text ?? "{}"));
  } catch {
    // Someone has changed the tag: there is nothing to follow.
    return {};
  }
}

async function settleSeries(
  checks: readonly PastCheck[],
  experiment: Experiment,
  series: CheckSeries,
  { tracker }: Pick<MonitorPorts, "tracker">,
): Promise<void> {
  const tags = { ...seriesTags(series), [checkTags.kind]: "series" };
  const known = (await tracker.searchRuns(experiment, { tags })).at(-1);
  const done = known ? await tracker.readMetricHistory(known.id, checkNumber) : [];
  const steps = new Set(done.map(({ step }) => step));
  const missing = checks.filter(({ number }) => !steps.has(number));
  if (known !== undefined && missing.length === 0) return;
  const run = known ? await tracker.continueRun(known.id) : await tracker.startRun({
    experiment,
    name: `series of ${series.model}`,
    tags,
    description: "Every check's metrics over time: a step a check. Written by " +
      "`deno task monitor`; the checks themselves are the other runs.",
  });
  for (const check of missing) await addCheck(run, check);
  await run.end("FINISHED");
}

async function addCheck(run: TrackedRun, { number, run: check }: PastCheck): Promise<void> {
  const values = [...Object.entries(check.metrics), [checkNumber, number] as const];
  await run.logMetrics(
    values.map(([name, value]) => ({ name, value, step: number, atMs: check.startTimeMs })),
  );
}

/** Tags the registered versions with their verdicts, unless a later run has. */
export async function tagVersions(
  registry: Registry,
  model: string,
  { id, startTimeMs }: Pick<RunRecord, "id" | "startTimeMs">,
  verdicts: VersionVerdicts,
): Promise<void> {
  if (Object.keys(verdicts).length === 0) return;
  const registered = await registry.read(model);
  for (const { version, tags } of registered?.versions ?? []) {
    const verdict = verdicts[String(version)];
    if (verdict === undefined || Date.parse(tags[versionTags.checkedAt]) >= startTimeMs) continue;
    await Promise.all([
      registry.setVersionTag(model, version, versionTags.status, verdict),
      registry.setVersionTag(model, version, versionTags.run, id),
    ]);
    // Last: until it stands, the tags are set again.
    const checkedAt = new Date(startTimeMs).toISOString();
    await registry.setVersionTag(model, version, versionTags.checkedAt, checkedAt);
  }
}
