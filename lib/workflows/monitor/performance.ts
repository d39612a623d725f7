/** How well a version does: as it was at training, as estimated now, and as labels show. */
import type { Random } from "@/data/random.ts";
import { type CalibrationBin, calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";
import {
  type EstimatedPerformance,
  estimatePerformance,
} from "@/evaluate/estimated_performance.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import { type SliceEvaluation, sliceEvaluations } from "@/evaluate/slice_evaluations.ts";
import { evaluateSubset, type SubsetEvaluation } from "@/evaluate/subset_evaluation.ts";
import type { TrainedVersion } from "@/workflows/monitor/ports.ts";
import type { LabelledAnswer, VersionWindow } from "@/workflows/monitor/version_window.ts";

/** What labels show. */
export interface RealisedPerformance extends SubsetEvaluation {
  readonly labels: Uint8Array;
  readonly probabilities: Float64Array;
  readonly slices: readonly SliceEvaluation[];
  readonly bins: readonly CalibrationBin[];
  /** What was to be expected of the very same patients without their labels. */
  readonly estimated: EstimatedPerformance;
}

/** One version's performance. */
export interface VersionPerformance {
  /** On the training rows, by models that had not seen them. */
  readonly expected: Evaluation;
  /** On the window; undefined when it has no answers. */
  readonly estimated: EstimatedPerformance | undefined;
  /** Undefined when no label came. */
  readonly realised: RealisedPerformance | undefined;
}

/** Fewer labels show nothing in more than one bin. */
const labelsPerBin = 20;
const mostBins = 10;

/** Estimates performance, and measures it where labels have come. */
export function versionPerformance(
  { reference, pipeline: { schema, threshold } }: TrainedVersion,
  { sample, labelled }: Pick<VersionWindow, "sample" | "labelled">,
  random: Random,
): VersionPerformance {
  const probabilities = Float64Array.from(sample, ({ probability }) => probability);
  const estimate = (stated: Float64Array, name: string) =>
    estimatePerformance(reference, stated, threshold, random.fork(name));
  return {
    expected: evaluate(
      Uint8Array.from(reference.labels),
      Float64Array.from(reference.probabilities),
      threshold,
    ),
    estimated: probabilities.length === 0 ? undefined : estimate(probabilities, "window"),
    realised: labelled.length === 0 ? undefined : realised(labelled),
  };

  function realised(answers: readonly LabelledAnswer[]): RealisedPerformance {
    const labels = Uint8Array.from(answers, ({ label }) => label);
    const probabilities = Float64Array.from(answers, ({ probability }) => probability);
    const rows = answers.map(({ row }) => row);
    const binCount = Math.max(1, Math.min(mostBins, Math.floor(labels.length / labelsPerBin)));
    return {
      ...evaluateSubset(Int32Array.from(rows.keys()), labels, probabilities, threshold),
      labels,
      probabilities,
      slices: sliceEvaluations(schema, rows, labels, probabilities, threshold),
      bins: calibrationCurve(labels, probabilities, { binCount, strategy: "quantile" }),
      estimated: estimate(probabilities, "labelled"),
    };
  }
}
