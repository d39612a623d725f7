/** What a check says of one version of the model. */
import type { Random } from "@/data/random.ts";
import { assessDrift, type DriftAssessment } from "@/drift/assess_drift.ts";
import { UserError } from "@/errors.ts";
import { columnImportance } from "@/pipeline/column_importance.ts";
import { type VersionPerformance, versionPerformance } from "@/workflows/monitor/performance.ts";
import type { MonitorPorts, TrainedVersion } from "@/workflows/monitor/ports.ts";
import type { VersionWindow } from "@/workflows/monitor/version_window.ts";

/** A version's window, judged. */
export interface VersionCheck {
  readonly window: VersionWindow;
  /** Undefined when it cannot be loaded; then nothing is judged. */
  readonly trained: TrainedVersion | undefined;
  /** Why it cannot be loaded. */
  readonly problem: string | undefined;
  /** Undefined when nothing is judged, or there is nothing to judge. */
  readonly drift: DriftAssessment | undefined;
  readonly performance: VersionPerformance | undefined;
}

/** Judges a version's window by the reference that was stored with the version. */
export async function checkVersion(
  window: VersionWindow,
  { loadVersion, random }: Pick<MonitorPorts, "loadVersion" | "random">,
): Promise<VersionCheck> {
  let trained: TrainedVersion;
  try {
    trained = await loadVersion(window.model);
  } catch (error) {
    // One version that is gone is no reason to say nothing of the others.
    if (!(error instanceof UserError)) throw error;
    const problem = error.message;
    return { window, trained: undefined, problem, drift: undefined, performance: undefined };
  }
  return {
    window,
    trained,
    problem: undefined,
    drift: driftOf(window, trained, random.fork("drift")),
    performance: versionPerformance(trained, window, random.fork("performance")),
  };
}

function driftOf(
  { sample }: VersionWindow,
  { reference, pipeline }: TrainedVersion,
  random: Random,
): DriftAssessment | undefined {
  if (sample.length === 0) return undefined;
  const window = {
    rows: sample.map(({ row }) => row),
    probabilities: Float64Array.from(sample, ({ probability }) => probability),
  };
  return assessDrift(reference, window, { random, importance: columnImportance(pipeline) });
}
