/** Past checks as MLflow has them. */
import { z } from "zod";
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import type { DriftCheck } from "@/plots/drift_trend.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import type { PerformanceAtCheck } from "@/plots/performance_trend.ts";
import type { Schema } from "@/schema/column.ts";
import {
  estimatedAccuracy,
  evidenceName,
  probabilityColumn,
  realisedAccuracy,
} from "@/workflows/monitor/metrics.ts";
import { probabilityTitle } from "@/workflows/monitor/probability_title.ts";
import { checkTags } from "@/workflows/monitor/tags.ts";
import { parseWatermark, unread, type Watermark } from "@/workflows/monitor/watermark.ts";
import type { Experiment, RunRecord, Tracker } from "@/workflows/tracker.ts";

/** Which checks belong together: those of one model and one log. */
export interface CheckSeries {
  /** The registered model. */
  readonly model: string;
  /** The log's name, without its folder: other machines keep it elsewhere. */
  readonly log: string;
}

/** The tags by which a series is found. */
export function seriesTags({ model, log }: CheckSeries): Record<string, string> {
  return { [checkTags.model]: model, [checkTags.log]: log };
}

/** A check that came to its end. */
export interface PastCheck {
  /** From 1. */
  readonly number: number;
  readonly watermark: Watermark;
  readonly run: RunRecord;
}

/**
 * The last finished checks of a series, in their order; looks are not among them.
 *
 * @param maxResults how many: each comes with all its metrics
 */
export async function pastChecks(
  tracker: Tracker,
  experiment: Experiment,
  series: CheckSeries,
  maxResults: number,
): Promise<PastCheck[]> {
  const tags = { ...seriesTags(series), [checkTags.kind]: "check" };
  const runs = await tracker.searchRuns(experiment, { tags, status: "FINISHED", maxResults });
  return runs.flatMap((run) => {
    const number = z.coerce.number().int().min(1).safeParse(run.tags[checkTags.number]).data;
    const watermark = parseWatermark(run.tags[checkTags.watermark] ?? "");
    return number === undefined || watermark === undefined ? [] : [{ number, watermark, run }];
  }).sort((a, b) => a.number - b.number);
}

/** Where the last check ended. */
export function lastWatermark(checks: readonly PastCheck[]): Watermark {
  return checks.at(-1)?.watermark ?? unread;
}

/** One point of both trends. */
export interface TrendPoint {
  readonly drift: DriftCheck;
  readonly performance: PerformanceAtCheck;
}

/** What a check's metrics say, for the trends. */
export function trendPoint(
  schema: Schema,
  at: string,
  metrics: Readonly<Record<string, number>>,
): TrendPoint {
  const columns = [
    ...schema.features.map(({ name }) => [name, featureTitle(schema, name)] as const),
    [probabilityColumn, probabilityTitle] as const,
  ];
  return {
    drift: {
      at,
      rowCount: metrics["total_predictions"] ?? 0,
      evidence: Object.fromEntries(
        columns.flatMap(([name, title]) => {
          const evidence = metrics[evidenceName(name)];
          return evidence === undefined ? [] : [[title, evidence]];
        }),
      ),
    },
    performance: {
      at,
      estimated: estimateOf(metrics, estimatedAccuracy),
      realised: estimateOf(metrics, realisedAccuracy),
    },
  };
}

function estimateOf(
  metrics: Readonly<Record<string, number>>,
  name: string,
): Estimate | undefined {
  const [value, lower, upper] = [name, `${name}_lower`, `${name}_upper`]
    .map((each): number | undefined => metrics[each]);
  return value === undefined || lower === undefined || upper === undefined
    ? undefined
    : { value, lower, upper };
}
