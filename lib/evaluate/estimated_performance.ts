/** How well a model does on rows whose labels nobody knows yet, told from its probabilities. */
import type { Random } from "@/data/random.ts";
import type { Reference } from "@/drift/reference.ts";
import { isotonicCalibrator, needsCalibration } from "@/evaluate/calibrator.ts";
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { expectedAuc } from "@/evaluate/expected_auc.ts";
import type { Interval } from "@/evaluate/intervals/interval.ts";
import { scoreTable } from "@/evaluate/isotonic.ts";
import { accuracy } from "@/evaluate/metrics/accuracy.ts";
import { f1 } from "@/evaluate/metrics/f1.ts";

/** An estimated metric, with the interval in which the realised one lies 95 times in 100. */
export interface Estimate extends Interval {
  readonly value: number;
}

/** What is to be expected of n rows once their labels are known. */
export interface EstimatedPerformance {
  readonly rowCount: number;
  /** Whether probabilities were calibrated first, since that helps with this model. */
  readonly isCalibrated: boolean;
  /** Expected counts, which need not be whole. */
  readonly confusion: ConfusionMatrix;
  readonly accuracy: Estimate;
  readonly f1: Estimate;
  /** NaN when the rows are certain to be of one class. */
  readonly rocAuc: Estimate;
}

const drawCount = 400;

/**
 * Confidence-based performance estimation (CBPE; NannyML's documentation, "Estimation of
 * performance of the monitored model"): a row that the model calls positive at a calibrated
 * probability of 0.8 counts as 0.8 of a true positive and 0.2 of a false one. It holds as long as
 * patients like these are ill as often as they were: it sees changed patients, not a changed
 * disease.
 *
 * The intervals come from 400 draws of labels by their probabilities. In each, the reference rows
 * are drawn anew too, with replacement, and the probabilities moved by as much as that moves their
 * calibration curve.
 *
 * @param probabilities n probabilities of class 1, as the model states them
 * @param threshold in [0, 1]; a row is called positive when its stated probability is at least this
 */
export function estimatePerformance(
  reference: Pick<Reference, "labels" | "probabilities">,
  probabilities: Float64Array,
  threshold: number,
  random: Random,
): EstimatedPerformance {
  const known = sortedByProbability(reference);
  const isCalibrated = needsCalibration(known.labels, known.probabilities);
  const order = Int32Array.from(probabilities.keys())
    .sort((a, b) => probabilities[a] - probabilities[b]);
  const judge = (chances: ArrayLike<number>) => {
    const confusion = expectedConfusion(probabilities, chances, threshold);
    return {
      confusion,
      accuracy: accuracy(confusion),
      f1: f1(confusion),
      rocAuc: expectedAuc(order, probabilities, chances),
    };
  };
  const curveOf = (weights?: Float64Array) =>
    known.labels.length === 0
      ? probabilities
      : isotonicCalibrator(scoreTable(known.probabilities, known.labels, weights))(probabilities);
  const curve = curveOf();
  const chances = isCalibrated ? curve : probabilities;
  const expected = judge(chances);
  const drawn = Array.from({ length: drawCount }, () => {
    const redrawn = curveOf(resample(known.labels.length, random));
    // A chance outside [0, 1] is a sure one.
    return judge(
      chances.map((chance, row) => random.next() < chance + redrawn[row] - curve[row] ? 1 : 0),
    );
  });
  const estimate = (name: "accuracy" | "f1" | "rocAuc"): Estimate => ({
    value: expected[name],
    ...middle95(drawn.map((one) => one[name])),
  });
  return {
    rowCount: probabilities.length,
    isCalibrated,
    confusion: expected.confusion,
    accuracy: estimate("accuracy"),
    f1: estimate("f1"),
    rocAuc: estimate("rocAuc"),
  };
}

/** In order, so that every draw's calibration finds it so. */
function sortedByProbability(
  { labels, probabilities }: Pick<Reference, "labels" | "probabilities">,
) {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[a] - probabilities[b]);
  return {
    labels: Uint8Array.from(order, (row) => labels[row]),
    probabilities: Float64Array.from(order, (row) => probabilities[row]),
  };
}

function expectedConfusion(
  probabilities: Float64Array,
  chances: ArrayLike<number>,
  threshold: number,
): ConfusionMatrix {
  const counts = { trueNegatives: 0, falsePositives: 0, falseNegatives: 0, truePositives: 0 };
  probabilities.forEach((probability, row) => {
    const isCalled = probability >= threshold;
    counts[isCalled ? "truePositives" : "falseNegatives"] += chances[row];
    counts[isCalled ? "falsePositives" : "trueNegatives"] += 1 - chances[row];
  });
  return counts;
}

/** How often each of n rows is drawn in n draws with replacement. */
function resample(rowCount: number, random: Random): Float64Array {
  const counts = new Float64Array(rowCount);
  for (let draw = 0; draw < rowCount; draw++) counts[random.integer(rowCount)]++;
  return counts;
}

/** From the 2.5th to the 97.5th percentile of what is defined. */
function middle95(values: readonly number[]): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (fraction: number) => sorted[Math.round(fraction * (sorted.length - 1))] ?? NaN;
  return { lower: at(0.025), upper: at(0.975) };
}
