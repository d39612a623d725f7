/** Trials as marks at their scores, the same in every figure of a study. */
import type { JsonObject } from "@/json.ts";
import { colour } from "@/plots/palette.ts";
import type { ScoreAxis } from "@/plots/score_axis.ts";
import {
  hasFailed,
  isScored,
  rankedTrials,
  type StudyInput,
  type StudyTrial,
} from "@/plots/study.ts";

/** Trials of one look. */
export interface TrialMarks {
  readonly name: string;
  readonly trials: readonly StudyTrial[];
  readonly marker: JsonObject;
  /** Where a trial stands on the axis of scores. */
  readonly place: (trial: StudyTrial) => number;
}

/** The looks that occur, the best trial last, so that it lies on top; marks are of about `sizePx`. */
export function trialMarks(
  study: Pick<StudyInput, "trials">,
  axis: ScoreAxis,
  sizePx: number,
): TrialMarks[] {
  const best = rankedTrials(study)[0];
  const others = study.trials.filter((trial) => trial !== best);
  const isBelow = (trial: StudyTrial) => isScored(trial) && trial.score < axis.low;
  const seen = others.filter((trial) => !isBelow(trial) && !hasFailed(trial));
  const place = (trial: StudyTrial) =>
    isScored(trial) && !isBelow(trial) ? trial.score : axis.floor;
  return [
    {
      name: "trial",
      trials: seen.filter(({ state }) => state === "complete"),
      marker: { size: sizePx, color: colour.blue, line: { width: 1, color: colour.background } },
    },
    {
      name: "pruned",
      trials: seen.filter(({ state }) => state === "pruned"),
      marker: {
        size: sizePx - 1,
        color: colour.muted,
        symbol: "circle-open",
        line: { width: 1.5 },
      },
    },
    {
      name: "score below the axis",
      trials: others.filter(isBelow),
      marker: {
        size: sizePx,
        color: colour.blue,
        symbol: "triangle-down-open",
        line: { width: 1.5 },
      },
    },
    {
      name: "failed",
      trials: others.filter(hasFailed),
      marker: { size: sizePx - 1, color: colour.muted, symbol: "x" },
    },
    {
      name: "best trial",
      trials: best ? [best] : [],
      marker: {
        size: 1.5 * sizePx,
        color: colour.vermillion,
        line: { width: 2, color: colour.background },
      },
    },
  ].filter(({ trials }) => trials.length > 0).map((marks) => ({ ...marks, place }));
}
