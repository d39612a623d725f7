/** The history of a hyperparameter search: whether it got anywhere, and when. */
import type { JsonObject } from "@/json.ts";
import { estimateWidth } from "@/plots/estimate_width.ts";
import type { Figure } from "@/plots/figure.ts";
import { niceStep } from "@/plots/nice_ticks.ts";
import { colour } from "@/plots/palette.ts";
import { scoreAxis, scoreTicks } from "@/plots/score_axis.ts";
import {
  nothingRanked,
  rankedTrials,
  type ScoredTrial,
  type StudyInput,
  trialHover,
} from "@/plots/study.ts";
import { trialMarks } from "@/plots/trial_marks.ts";
import { count, score } from "@/plots/wording.ts";

/** About the width of the plot without its margins. */
const plotWidthPx = 600;

/** Draws each trial's score, the best so far as a staircase, and the random start shaded. */
export function optimizationHistoryFigure(study: StudyInput): Figure {
  const { trials, startupCount, scoreName, measuredBy } = study;
  const ranked = rankedTrials(study);
  const records = recordsOf(ranked);
  const last = trials.at(-1)?.number ?? 0;
  const axis = scoreAxis(study);
  const range = [-0.02 * last - 0.5, 1.02 * last + 0.5];
  return {
    name: "optimization_history",
    title: titleOf(study, ranked),
    subtitle: `${scoreName} of each trial, by ${measuredBy}. ` +
      "The best of many owes something to luck: judge it on patients that no trial saw.",
    data: [
      ...(trials.length > 1 && records.length > 0 ? [staircase(records, last)] : []),
      ...trialMarks(study, axis, 8).map(({ name, trials, marker, place }) => ({
        type: "scatter",
        mode: "markers",
        name,
        x: trials.map(({ number }) => number),
        y: trials.map(place),
        customdata: trials.map((trial) => trialHover(trial, scoreName)),
        marker,
        cliponaxis: false,
        hovertemplate: "%{customdata}<extra></extra>",
      })),
    ],
    layout: {
      height: 372,
      margin: { t: 24 },
      xaxis: {
        range,
        tick0: 0,
        dtick: niceStep(Math.max(1, last / 5)),
        showgrid: false,
        title: { text: "Trial, in the order of the search" },
      },
      yaxis: { ...scoreTicks(axis), title: { text: scoreName } },
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
      ...phases(startupCount, last, range),
    },
    table: {
      columns: ["Trial", `Best ${scoreName} so far`],
      rows: records.map((trial) => [String(trial.number), score(trial.score)]),
    },
  };
}

/** Trials that were better than all before them, in their order. */
function recordsOf(ranked: readonly ScoredTrial[]): ScoredTrial[] {
  const inOrder = ranked.toSorted((a, b) => a.number - b.number);
  let best = -Infinity;
  return inOrder.filter(({ score }) => {
    if (score <= best) return false;
    best = score;
    return true;
  });
}

function staircase(records: readonly ScoredTrial[], last: number): JsonObject {
  const steps = [...records, { ...records[records.length - 1], number: last }];
  return {
    type: "scatter",
    mode: "lines",
    name: "best so far",
    x: steps.map(({ number }) => number),
    y: steps.map(({ score }) => score),
    line: { color: colour.vermillion, width: 2, shape: "hv" },
    hoverinfo: "skip",
  };
}

/** The shade of the random start, and words for it and for what follows, where there is room. */
function phases(startupCount: number, last: number, range: readonly number[]): JsonObject {
  const [from, to] = range;
  const end = startupCount - 0.5;
  if (startupCount <= 0) return {};
  if (startupCount > last) return { annotations: [phaseNote(from, "drawn at random")] };
  const widthOf = (text: string) =>
    (to - from) * (estimateWidth(text, 12, "regular") + 16) / plotWidthPx;
  const [random, guided] = ["random start", "guided by earlier trials"];
  const guidedFrom = Math.max(end, from + widthOf(random));
  return {
    shapes: [{
      type: "rect",
      layer: "below",
      yref: "paper",
      ...{ x0: from, x1: end, y0: 0, y1: 1 },
      fillcolor: colour.context,
      opacity: 0.3,
      line: { width: 0 },
    }],
    annotations: [
      phaseNote(from, random),
      ...(guidedFrom + widthOf(guided) <= to ? [phaseNote(guidedFrom, guided)] : []),
    ],
  };
}

function phaseNote(x: number, text: string): JsonObject {
  return {
    ...{ x, xanchor: "left", xshift: 4, text, font: { color: colour.muted } },
    ...{ yref: "paper", y: 1, yanchor: "top", yshift: -2 },
  };
}

function titleOf(study: StudyInput, ranked: readonly ScoredTrial[]): string {
  const { trials, startupCount, scoreName } = study;
  const [best] = ranked;
  const all = count(trials.length, "trial");
  if (!best) return nothingRanked(study);
  const value = `${scoreName} of ${score(best.score)}`;
  if (trials.length === 1) return `The only trial reaches a ${value}`;
  const random = ranked.filter(({ number }) => number < startupCount);
  const guided = ranked.filter(({ number }) => number >= startupCount);
  if (guided.length === 0) {
    return `The best of ${all}, number ${best.number}, reaches a ${value}`;
  }
  if (best === random[0]) {
    return `None of ${count(guided.length, "guided trial")} did better than the random start, ` +
      `which reached a ${value} in trial ${best.number}`;
  }
  return `The best of ${all}, number ${best.number}, reaches a ${value}` +
    (random.length > 0 ? `; the random start had reached ${score(random[0].score)}` : "");
}
