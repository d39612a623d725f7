/** The rules that a model must pass before it may serve, from figures alone. */
import { delongInterval } from "@/evaluate/intervals/delong_interval.ts";
import { pairedDelongInterval } from "@/evaluate/intervals/paired_delong_interval.ts";
import { brierScore } from "@/evaluate/metrics/brier_score.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import type { SliceEvaluation } from "@/evaluate/slice_evaluations.ts";

/** How a figure must stand to its bound. */
export type Relation = "≥" | "≤" | ">" | "<";

/** One rule, applied. */
export interface GateRule {
  /** Short and stable, such as `floor.roc_auc`. */
  readonly name: string;
  /** Words for a person. */
  readonly title: string;
  /** Null where the rule is not about a number. */
  readonly figure: number | null;
  readonly relation: Relation | null;
  readonly bound: number | null;
  /** `info` tells something and demands nothing. */
  readonly verdict: "pass" | "fail" | "info";
  /** What stands behind the figure, such as an interval, or why it fails; may be empty. */
  readonly note: string;
}

/**
 * Bounds of the rules. Five-fold cross-validation of the UCI table (920 patients) gives sound
 * forests an AUC of 0.892 to 0.900 and a Brier score of 0.126 to 0.133; stumps get 0.853 and
 * 0.161, three trees 0.816 and 0.178. Their worst slice, 103 patients of 65 years and more, has
 * 0.83 with a standard error of 0.04. Less logistic regression, a sound forest's AUC is −0.007 to
 * 0.000 with a lower limit of −0.016 or better; that of stumps or eleven trees is −0.04.
 */
export interface GateBounds {
  readonly leastAuc: number;
  readonly greatestBrier: number;
  /** For slices of at least `sliceRowCount` rows with both classes. */
  readonly leastSliceAuc: number;
  readonly sliceRowCount: number;
  /** How much less AUC than a rival's, at worst, is no matter; in [0, 1]. */
  readonly margin: number;
}

/** The bounds unless told otherwise. */
export const defaultBounds: GateBounds = {
  leastAuc: 0.85,
  greatestBrier: 0.16,
  leastSliceAuc: 0.7,
  sliceRowCount: 40,
  margin: 0.02,
};

/** Predictions on the same n rows; all but the artefact's are out of fold. */
export interface GateFigures {
  /** n labels, 0 or 1. */
  readonly labels: Uint8Array;
  /** n probabilities each. */
  readonly candidate: Float64Array;
  readonly dummy: Float64Array;
  readonly logistic: Float64Array;
  /** Undefined when there is no champion. */
  readonly champion: Float64Array | undefined;
  /** By the candidate's own saved model, which has seen most of the rows. */
  readonly artefact: Float64Array;
  /** The candidate's. */
  readonly slices: readonly SliceEvaluation[];
}

/**
 * Applies every rule that is about predictions.
 *
 * @throws {UserError} when they cannot be evaluated
 */
export function judgeFigures(figures: GateFigures, bounds: GateBounds): GateRule[] {
  const { labels, candidate, dummy, logistic, champion, artefact } = figures;
  const { auc, lower, upper } = delongInterval(labels, candidate);
  const brier = brierScore(labels, candidate);
  return [
    rule(["floor.roc_auc", "ROC AUC"], [auc, "≥", bounds.leastAuc], range(lower, upper)),
    rule(["floor.brier", "Brier score"], [brier, "≤", bounds.greatestBrier]),
    ...sliceRules(figures, bounds),
    rule(
      ["artefact.roc_auc", "ROC AUC of the saved model"],
      [rocAuc(labels, artefact), "≥", bounds.leastAuc],
      "on all rows, seen ones too",
    ),
    rule(["dummy.roc_auc", "ROC AUC above chance"], [lower, ">", 0.5], "lower limit"),
    rule(
      ["dummy.brier", "Brier score below the dummy's"],
      [brier, "<", brierScore(labels, dummy)],
    ),
    differenceRule("logistic", "logistic regression", figures, logistic, bounds),
    ...(champion ? [differenceRule("champion", "the champion", figures, champion, bounds)] : []),
  ];
}

/** A rule that is about a fact and no number. */
export function factRule(name: string, title: string, holds: boolean, note: string): GateRule {
  const verdict = holds ? "pass" : "fail";
  return { name, title, figure: null, relation: null, bound: null, verdict, note };
}

function sliceRules({ slices }: GateFigures, bounds: GateBounds): GateRule[] {
  return slices
    .filter(({ rowCount, metrics }) =>
      rowCount >= bounds.sliceRowCount && !Number.isNaN(metrics.rocAuc)
    )
    .map(({ column, title, label, rowCount, metrics, aucInterval: { lower, upper } }) =>
      rule(
        [`slice.${column}.${label}`, `ROC AUC, ${title.toLowerCase()} ${label}`],
        [metrics.rocAuc, "≥", bounds.leastSliceAuc],
        `${range(lower, upper)}, ${rowCount} rows`,
      )
    );
}

/** Not worse than a rival by more than the margin, with the confidence of the lower 95 % limit. */
function differenceRule(
  name: string,
  rival: string,
  { labels, candidate }: GateFigures,
  others: Float64Array,
  { margin }: GateBounds,
): GateRule {
  const { difference, lower, upper } = pairedDelongInterval(labels, candidate, others);
  return rule(
    [`${name}.roc_auc`, `ROC AUC against ${rival}`],
    [lower, ">", -margin],
    `lower limit of ${signed(difference)} ${range(lower, upper, signed)}`,
  );
}

function rule(
  [name, title]: readonly [string, string],
  [figure, relation, bound]: readonly [number, Relation, number],
  note = "",
): GateRule {
  const passes = {
    "≥": figure >= bound,
    "≤": figure <= bound,
    ">": figure > bound,
    "<": figure < bound,
  };
  return {
    name,
    title,
    figure,
    relation,
    bound,
    verdict: passes[relation] ? "pass" : "fail",
    note,
  };
}

function range(lower: number, upper: number, written = (value: number) => value.toFixed(3)) {
  return `[${written(lower)}, ${written(upper)}]`;
}

/** With the sign that typographers use for less. */
function signed(value: number): string {
  const digits = Math.abs(value).toFixed(3);
  return Number(digits) === 0 ? digits : `${value < 0 ? "−" : "+"}${digits}`;
}
