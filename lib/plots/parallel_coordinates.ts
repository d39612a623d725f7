/** Parallel coordinates: the combinations that a search tried, and which of them were good. */
import type { JsonObject } from "@/json.ts";
import { bestSettings } from "@/plots/best_settings.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour, scaleRoles } from "@/plots/palette.ts";
import type { AxisTick } from "@/plots/nice_ticks.ts";
import { paramAxes, type ParamAxis } from "@/plots/param_axis.ts";
import { scoreAxis } from "@/plots/score_axis.ts";
import { shorten } from "@/plots/shorten.ts";
import { stagger } from "@/plots/stagger.ts";
import {
  hasFailed,
  isScored,
  rankedTrials,
  type StudyInput,
  type StudyTrial,
  trialHover,
} from "@/plots/study.ts";
import { edgePx } from "@/plots/theme.ts";
import { valueText } from "@/plots/value_text.ts";
import { score } from "@/plots/wording.ts";
import { wrapName } from "@/plots/wrap_name.ts";

const widthPx = 700;
const sidePx = 64;
const nameSizePx = 12;
const tickSizePx = 11;
/** Room for any number; only options are cut. */
const leastTickPx = 40;
/** Where lines pass a parameter that does not exist in their trial. */
const absentAt = -0.13;
/** Share of an option's band over which its lines spread. */
const spread = 0.4;
const shownInTable = 10;
const manyTrials = 80;

/** An axis with the place of each trial on it; undefined ends the line. */
interface Column {
  readonly name: string;
  readonly ticks: readonly AxisTick[];
  readonly place: (trial: StudyTrial) => number | undefined;
}

/** Trials of one look. */
interface TrialLines {
  readonly name: string;
  readonly trials: readonly StudyTrial[];
  readonly line: JsonObject;
  /** True unless told. */
  readonly inLegend?: boolean;
}

/** Draws a line a trial across one axis a parameter, to its score; by fifths, the best on top. */
export function parallelCoordinatesFigure(study: StudyInput): Figure {
  const { scoreName, measuredBy } = study;
  const axes = paramAxes(study).filter(({ isTried }) => isTried);
  const columns = [...axes.map(parameterColumn), scoreColumn(study)];
  const hasAbsent = study.trials.some(({ point }) => axes.some(({ name }) => !(name in point)));
  const names = axisNames(columns);
  const ranked = rankedTrials(study);
  return {
    name: "parallel_coordinates",
    title: bestSettings(study),
    subtitle: `Each line is a trial, from its parameters to its ${scoreName} at the right, ` +
      `by ${measuredBy}.`,
    data: linesOf(study).map(({ name, trials, line, inLegend = true }) => ({
      type: "scatter",
      mode: "lines",
      name,
      showlegend: inLegend,
      ...polyline(columns, trials, scoreName),
      line,
      hovertemplate: "%{customdata}<extra></extra>",
    })),
    layout: {
      height: 400,
      hovermode: "closest",
      margin: { l: sidePx, r: sidePx, t: names.heightPx, b: 44 },
      xaxis: { range: [-0.01, columns.length - 0.99], visible: false },
      yaxis: { range: [hasAbsent ? absentAt - 0.05 : -0.03, 1.03], visible: false },
      showlegend: true,
      legend: {
        orientation: "h",
        x: 0.5,
        xanchor: "center",
        y: -0.03,
        yanchor: "top",
        traceorder: "reversed",
      },
      shapes: columns.map((_, x) => ({
        type: "line",
        layer: "below",
        ...{ x0: x, x1: x, y0: 0, y1: 1 },
        line: { color: colour.muted, width: 1 },
      })),
      annotations: [
        ...names.annotations,
        ...columns.flatMap(({ ticks }, x) => ticks.map((tick) => tickNote(columns, x, tick))),
        ...(hasAbsent ? [tickNote(columns, 0, { at: absentAt, text: "not set" })] : []),
      ],
    },
    table: {
      columns: ["Trial", scoreName, ...axes.map(({ name }) => name)],
      rows: ranked.slice(0, shownInTable).map((trial) => [
        String(trial.number),
        score(trial.score),
        ...axes.map(({ name }) => name in trial.point ? valueText(trial.point[name]) : "–"),
      ]),
    },
  };
}

function parameterColumn({ name, options, place, ticks }: ParamAxis): Column {
  return {
    name,
    ticks,
    place: ({ number, point }) => {
      if (!(name in point)) return absentAt + 0.06 * stagger(number);
      const offset = options ? spread * stagger(number) / options.length : 0;
      return place(point[name]) + offset;
    },
  };
}

function scoreColumn(study: StudyInput): Column {
  const { low, high, ticks } = scoreAxis(study);
  const place = (value: number) => Math.max(0, (value - low) / (high - low));
  return {
    name: study.scoreName,
    ticks: ticks.map(({ at, text }) => ({ at: place(at), text })),
    place: (trial) => isScored(trial) ? place(trial.score) : undefined,
  };
}

/** The looks that occur, the best last. */
function linesOf(study: StudyInput): TrialLines[] {
  const [best, ...others] = rankedTrials(study);
  return [
    {
      name: "failed",
      trials: study.trials.filter((trial) => hasFailed(trial)),
      line: { color: colour.muted, width: 1, dash: "dot" },
    },
    {
      name: "pruned",
      trials: study.trials.filter(({ state }) => state === "pruned"),
      line: { color: colour.context, width: 1, dash: "dash" },
    },
    ...(others.length < scaleRoles.length
      ? [{ name: "other trials", trials: others, line: { color: colour.scale4, width: 1.5 } }]
      : fifthsOf(others)),
    {
      name: "best trial",
      trials: best ? [best] : [],
      line: { color: colour.vermillion, width: 3 },
    },
  ].filter(({ trials }) => trials.length > 0);
}

/** Fifths of ranked trials, the worst first; the legend shows both ends, what lies between is plain. */
function fifthsOf(ranked: readonly StudyTrial[]): TrialLines[] {
  const names = ["worst fifth", "fourth fifth", "middle fifth", "second fifth", "best fifth"];
  const fifth = (rank: number) =>
    Math.floor(names.length * (ranked.length - 1 - rank) / ranked.length);
  return names.map((name, step) => ({
    name,
    trials: ranked.filter((_, rank) => fifth(rank) === step),
    line: { color: colour[scaleRoles[step]], width: ranked.length > manyTrials ? 1 : 1.5 },
    inLegend: step === 0 || step === names.length - 1,
  }));
}

/** All trials as one line with gaps. */
function polyline(columns: readonly Column[], trials: readonly StudyTrial[], scoreName: string) {
  const points = trials.flatMap((trial) => [
    ...columns.map(({ place }, x) => ({ x, y: place(trial) ?? null, trial })),
    { x: null, y: null, trial },
  ]);
  return {
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    customdata: points.map(({ trial }) => trialHover(trial, scoreName)),
  };
}

function axisNames(columns: readonly Column[]) {
  const limit = Math.min(columnPx(columns) - 8, 2 * sidePx - 12);
  const lines = columns.map(({ name }) => wrapName(name, limit, nameSizePx));
  const annotations: JsonObject[] = lines.map((words, x) => ({
    ...{ x, y: 1, yanchor: "bottom", yshift: 10, showarrow: false },
    text: words.map((line) => `<b>${line}</b>`).join("<br>"),
    font: { size: nameSizePx, color: colour.ink },
  }));
  const mostLines = Math.max(...lines.map(({ length }) => length));
  return { annotations, heightPx: 12 + Math.round(1.3 * nameSizePx * mostLines) };
}

/** Room between two axes. */
function columnPx(columns: readonly Column[]): number {
  return (widthPx - 2 * sidePx) / Math.max(1, columns.length - 1);
}

/** Left of its axis; right of the last one, where nothing lies behind. */
function tickNote(
  columns: readonly Column[],
  x: number,
  { at, text }: AxisTick,
): JsonObject {
  const isLast = x === columns.length - 1;
  const limit = x === 0 || isLast
    ? sidePx - edgePx / 2
    : Math.max(leastTickPx, columnPx(columns) - 12);
  return {
    ...{ x, y: at, xanchor: isLast ? "left" : "right", xshift: isLast ? 4 : -4 },
    text: shorten(text, limit, tickSizePx),
    font: { size: tickSizePx, color: colour.muted },
    bgcolor: colour.background,
    borderpad: 1,
  };
}
