/** A hyperparameter search as its figures take it. */
import type { Point, Space } from "@/tune/space.ts";
import { nameText, valueText } from "@/plots/value_text.ts";
import { score as scoreText } from "@/plots/wording.ts";

/** One trial of a study. */
export interface StudyTrial {
  /** Its place in the study, from 0. */
  readonly number: number;
  /** Its parameters; what does not exist at this point is absent. */
  readonly point: Point;
  /** More is better; of a pruned trial, its last score before the end; none where it failed. */
  readonly score?: number;
  readonly state: "complete" | "pruned" | "failed";
}

/** What every figure of a study takes. */
export interface StudyInput {
  /** In ascending order of number. */
  readonly trials: readonly StudyTrial[];
  readonly space: Space;
  /** Trials numbered below this were drawn at random; may be Infinity. */
  readonly startupCount: number;
  /** What the score is called, such as `ROC AUC`. */
  readonly scoreName: string;
  /** How it was measured, such as `5-fold cross-validation on 920 patients`. */
  readonly measuredBy: string;
}

/** A trial with a score. */
export type ScoredTrial = StudyTrial & { readonly score: number };

/** Complete trials with a score, the best first, of equals the earliest. */
export function rankedTrials({ trials }: Pick<StudyInput, "trials">): ScoredTrial[] {
  return trials.filter(isScored).filter(({ state }) => state === "complete")
    .toSorted((a, b) => b.score - a.score || a.number - b.number);
}

/** Whether a trial came to nothing: it failed, or was completed without a score. */
export function hasFailed(trial: StudyTrial): boolean {
  return trial.state !== "pruned" && !isScored(trial);
}

/** Says of a study without ranked trials that there is nothing to rank. */
export function nothingRanked({ trials }: Pick<StudyInput, "trials">): string {
  if (trials.length === 0) return "There are no trials";
  return trials.length === 1
    ? "The only trial has no final score"
    : `None of ${trials.length} trials has a final score`;
}

/** Whether a trial has a score that can be drawn. */
export function isScored(trial: StudyTrial): trial is ScoredTrial {
  return trial.state !== "failed" && Number.isFinite(trial.score);
}

/** All about a trial, for whoever points at it. */
export function trialHover(trial: StudyTrial, scoreName: string): string {
  const result = isScored(trial) ? `${scoreName} ${scoreText(trial.score)}` : trial.state;
  const suffix = isScored(trial) && trial.state === "pruned" ? " when pruned" : "";
  return [
    `<b>trial ${trial.number}: ${result}${suffix}</b>`,
    ...Object.entries(trial.point).map(([name, value]) => `${nameText(name)} ${valueText(value)}`),
  ].join("<br>");
}
