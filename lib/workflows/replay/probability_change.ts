/** By how much probabilities change, counted as answers stream by. */
import {
  addToSketch,
  emptySketch,
  type QuantileSketch,
  sketchQuantile,
} from "@/drift/quantile_sketch.ts";

/** Figures so far; {@linkcode addProbabilityChange} changes them. */
export interface ProbabilityChange {
  /** Sum of the changes, those down below 0. */
  sum: number;
  readonly sizes: QuantileSketch;
  /** The greatest size. */
  greatest: number;
}

/** What the changes of n probabilities come to; NaN of nothing. */
export interface ProbabilityChangeSummary {
  /** Below 0 when the candidate is less ready to see disease. */
  readonly mean: number;
  /** Quantiles of the sizes, up or down; each off by at most half a per cent of itself. */
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly greatest: number;
}

/** No changes. */
export function noProbabilityChange(): ProbabilityChange {
  return { sum: 0, sizes: emptySketch(), greatest: 0 };
}

/** Counts the change of one answer's probability. */
export function addProbabilityChange(
  change: ProbabilityChange,
  before: number,
  after: number,
): void {
  const size = Math.abs(after - before);
  change.sum += after - before;
  addToSketch(change.sizes, size);
  if (size > change.greatest) change.greatest = size;
}

/** Sums up. */
export function summarizeProbabilityChange(
  { sum, sizes, greatest }: ProbabilityChange,
): ProbabilityChangeSummary {
  const quantile = (fraction: number) => Math.min(greatest, sketchQuantile(sizes, fraction));
  return {
    mean: sum / sizes.count,
    median: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    greatest: sizes.count === 0 ? NaN : greatest,
  };
}
