/** Compares how well two versions do on the same requests: as estimated, and as labels show. */
import type { Random } from "@/data/random.ts";
import { confusionMatrix } from "@/evaluate/confusion_matrix.ts";
import {
  type EstimatedPerformance,
  estimatePerformance,
} from "@/evaluate/estimated_performance.ts";
import {
  type AucDifference,
  pairedDelongInterval,
} from "@/evaluate/intervals/paired_delong_interval.ts";
import { accuracy } from "@/evaluate/metrics/accuracy.ts";
import { f1 } from "@/evaluate/metrics/f1.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import type { Candidate, StatedAnswer } from "@/workflows/replay/ports.ts";

/** One request and both answers. */
export interface AnswerPair {
  readonly before: StatedAnswer;
  readonly after: StatedAnswer;
}

/** Both answers to a request whose truth is known. */
export interface LabelledPair extends AnswerPair {
  readonly label: 0 | 1;
}

/** A version's metrics on labelled requests. */
export interface RealisedMetrics {
  readonly accuracy: number;
  readonly f1: number;
  /** NaN when the labels are of one class. */
  readonly rocAuc: number;
}

/** What labels show of both. */
export interface RealisedComparison {
  readonly labelCount: number;
  readonly before: RealisedMetrics;
  readonly after: RealisedMetrics;
  /** Answers that were wrong and become right. */
  readonly mendedCount: number;
  /** Answers that were right and become wrong. */
  readonly spoiledCount: number;
  /** The candidate's AUC less the other's. */
  readonly aucDifference: AucDifference;
}

/** What is to be expected of a version; undefined when it keeps no reference. */
export function estimateOf(
  { pipeline, reference }: Candidate,
  answers: readonly StatedAnswer[],
  random: Random,
): EstimatedPerformance | undefined {
  if (reference === undefined || answers.length === 0) return undefined;
  // One stream for both, so that equal versions have equal intervals.
  return estimatePerformance(
    reference,
    probabilitiesOf(answers),
    pipeline.threshold,
    random.fork("estimate"),
  );
}

/** Compares both on n ≥ 1 labelled requests. */
export function compareRealised(pairs: readonly LabelledPair[]): RealisedComparison {
  const labels = Uint8Array.from(pairs, ({ label }) => label);
  const [before, after] = [pairs.map(({ before }) => before), pairs.map(({ after }) => after)];
  const isRight = ({ prediction }: StatedAnswer, label: number) => prediction === label;
  const count = (isCounted: (pair: LabelledPair) => boolean) => pairs.filter(isCounted).length;
  return {
    labelCount: pairs.length,
    before: metricsOf(labels, before),
    after: metricsOf(labels, after),
    mendedCount: count(({ label, before, after }) =>
      !isRight(before, label) && isRight(after, label)
    ),
    spoiledCount: count(({ label, before, after }) =>
      isRight(before, label) && !isRight(after, label)
    ),
    aucDifference: pairedDelongInterval(labels, probabilitiesOf(after), probabilitiesOf(before)),
  };
}

function metricsOf(labels: Uint8Array, answers: readonly StatedAnswer[]): RealisedMetrics {
  const matrix = confusionMatrix(labels, Uint8Array.from(answers, ({ prediction }) => prediction));
  return {
    accuracy: accuracy(matrix),
    f1: f1(matrix),
    rocAuc: rocAuc(labels, probabilitiesOf(answers)),
  };
}

function probabilitiesOf(answers: readonly StatedAnswer[]): Float64Array {
  return Float64Array.from(answers, ({ probability }) => probability);
}
