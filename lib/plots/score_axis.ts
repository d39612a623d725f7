/** The axis of a study's scores: fine enough for the good ones, whatever the worst. */
import type { JsonObject } from "@/json.ts";
import { isScored, type StudyInput } from "@/plots/study.ts";
import { type AxisTick, niceTicks } from "@/plots/nice_ticks.ts";

/** Where scores lie. */
export interface ScoreAxis {
  /** Ends of the scores that are drawn where they are; low < high. */
  readonly low: number;
  readonly high: number;
  /** Range of the axis, with room at the top and a floor beneath the least score. */
  readonly range: readonly [number, number];
  /** Where marks stand that have no place: failed trials and scores that are far too low. */
  readonly floor: number;
  readonly ticks: readonly AxisTick[];
}

/** How many times as far from the best as the middling score the least may be. */
const reach = 4;
/** Room below and above a single score. */
const alonePlay = 0.005;

/** The axis for a study's complete and pruned trials; from 0 to 1 when there are none. */
export function scoreAxis({ trials }: Pick<StudyInput, "trials">): ScoreAxis {
  const scores = trials.filter(isScored).map(({ score }) => score).sort((a, b) => a - b);
  if (scores.length === 0) return axisOf(0, 1);
  const [least, high] = [scores[0], scores[scores.length - 1]];
  const middle = scores[Math.floor(scores.length / 2)];
  const limit = middle < high ? high - reach * (high - middle) : least;
  const low = scores.find((score) => score >= limit)!;
  return low < high ? axisOf(low, high) : axisOf(low - alonePlay, high + alonePlay);
}

function axisOf(low: number, high: number): ScoreAxis {
  const span = high - low;
  return {
    low,
    high,
    range: [low - 0.14 * span, high + 0.2 * span],
    floor: low - 0.08 * span,
    ticks: niceTicks(low, high, "linear").map((at, _, [first, second]) => ({
      at,
      text: at.toFixed(Math.max(1, Math.ceil(-Math.log10(second - first)))),
    })),
  };
}

/** What plotly.js takes of the axis. */
export function scoreTicks({ range, ticks }: ScoreAxis): JsonObject {
  return {
    range: [...range],
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ text }) => text),
  };
}
