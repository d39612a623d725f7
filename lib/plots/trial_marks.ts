/** Trials as marks at their scores, the same in every figure of a study. */
import type { JsonObject } from "@/json.ts";
import { colour } from "@/plots/palette.ts";
import type { ScoreAxis } from "@/plots/score_axis.ts";
import { isScored, rankedTrials, type StudyInput, type StudyTrial } from "@/plots/study.ts";

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
  const scored = others.filter(isScored);
  const seen = scored.filter(({ score }) => score >= axis.low);
  const atScore = (trial: StudyTrial) => trial.score!;
  const onFloor = () => axis.floor;
  return [
    {
      name: "trial",
      trials: seen.filter(({ state }) => state === "complete"),
      marker: { size: sizePx, color: colour.blue, line: { width: 1, color: colour.background } },
      place: atScore,
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
      place: atScore,
    },
    {
      name: "score below the axis",
      trials: scored.filter(({ score }) => score < axis.low),
      marker: {
        size: sizePx,
        color: colour.blue,
        symbol: "triangle-down-open",
        line: { width: 1.5 },
      },
      place: onFloor,
    },
    {
      name: "failed",
      trials: others.filter((trial) => !isScored(trial)),
      marker: { size: sizePx - 1, color: colour.muted, symbol: "x" },
      place: onFloor,
    },
    {
      name: "best trial",
      trials: best ? [best] : [],
      marker: {
        size: 1.5 * sizePx,
        color: colour.vermillion,
        line: { width: 2, color: colour.background },
      },
      place: atScore,
    },
  ].filter(({ trials }) => trials.length > 0);
}
