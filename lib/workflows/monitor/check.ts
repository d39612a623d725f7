/** A check: what came, what it says of each version, and the verdict on all of it. */
import { mergeSummaries, type WindowSummary } from "@/drift/window_summary.ts";
import { moreUrgent, type Verdict } from "@/drift/verdict.ts";
import { emptySummary } from "@/drift/window_summary.ts";
import type { Schema } from "@/schema/column.ts";
import type { CollectedWindow } from "@/workflows/monitor/collect.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";

/** What is said of a window: of one whose versions cannot be judged, that it is unknown. */
export type CheckVerdict = Verdict | "unknown";

/** What a check found. */
export interface Check {
  /** The registered model. */
  readonly model: string;
  readonly choice: WindowChoice;
  /** When it was made, in ISO form. */
  readonly at: string;
  readonly collected: CollectedWindow;
  /** The figures of all versions together, refused requests included. */
  readonly summary: WindowSummary;
  /** The one with most answers first. */
  readonly versions: readonly VersionCheck[];
  /** The most urgent of the versions'. */
  readonly verdict: CheckVerdict;
  /** Whether the answers were about synthetic patients, wholly or in part. */
  readonly isSynthetic: boolean;
}

/** Puts a check together from its versions. */
export function composeCheck(
  { schema, versions, ...rest }: Pick<Check, "model" | "choice" | "at" | "collected"> & {
    readonly schema: Schema;
    readonly versions: readonly VersionCheck[];
  },
): Check {
  const summary = versions.map(({ window }) => window.summary)
    .reduce(mergeSummaries, emptySummary(schema));
  const verdicts = versions.flatMap(({ drift }) => drift === undefined ? [] : [drift.verdict]);
  return {
    ...rest,
    summary: { ...summary, rejectionCount: rest.collected.rejectionCount },
    versions: versions.toSorted((a, b) => predictionsOf(b) - predictionsOf(a)),
    verdict: verdicts.length === 0 ? "unknown" : verdicts.reduce(moreUrgent),
    isSynthetic: versions.some(({ window }) => window.model.dataSource === "synthetic"),
  };
}

function predictionsOf({ window: { summary } }: VersionCheck): number {
  return summary.predictionCount;
}
