/** Slices: the score against each hyperparameter, to see where good values lie. */
import type { JsonObject } from "@/json.ts";
import { agreement, bestFifth, valuesText } from "@/plots/agreement.ts";
import { estimateWidth } from "@/plots/estimate_width.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { paramAxes, type ParamAxis } from "@/plots/param_axis.ts";
import { fitLabels } from "@/plots/fit_labels.ts";
import { scoreAxis, scoreTicks } from "@/plots/score_axis.ts";
import { shorten } from "@/plots/shorten.ts";
import { stagger } from "@/plots/stagger.ts";
import { type StudyInput, trialHover } from "@/plots/study.ts";
import { edgePx } from "@/plots/theme.ts";
import { trialMarks } from "@/plots/trial_marks.ts";
import { valueText } from "@/plots/value_text.ts";

const widthPx = 700;
const leftPx = 76;
const columnGapPx = 24;
const plotPx = 120;
/** Above the first row for the legend and names, beneath the last for ticks. */
const topPx = 48;
const bottomPx = 36;
/** Beneath a panel for its ticks, and above the next for its name. */
const rowGapPx = 54;
const mostColumns = 3;
/** Share of an option's band over which its trials spread. */
const spread = 0.6;

/** A panel's place, in pixels from the upper left of the plot, and in its grid. */
interface Panel {
  readonly axis: ParamAxis;
  readonly suffix: string;
  readonly left: number;
  readonly top: number;
  readonly isFirstInRow: boolean;
}

/** Draws one panel a parameter; trials without it are not in its panel. */
export function parameterSlicesFigure(study: StudyInput): Figure {
  const { scoreName, measuredBy, trials } = study;
  const axes = paramAxes(study).filter(({ isTried }) => isTried);
  const columnCount = Math.max(1, Math.min(mostColumns, axes.length));
  const rowCount = Math.max(1, Math.ceil(axes.length / columnCount));
  const inner = widthPx - leftPx - edgePx;
  const panelPx = (inner - columnGapPx * (columnCount - 1)) / columnCount;
  const innerHeight = rowCount * plotPx + (rowCount - 1) * rowGapPx;
  const panels = axes.map((axis, k): Panel => ({
    axis,
    suffix: k === 0 ? "" : String(k + 1),
    left: (k % columnCount) * (panelPx + columnGapPx),
    top: Math.floor(k / columnCount) * (plotPx + rowGapPx),
    isFirstInRow: k % columnCount === 0,
  }));
  const vertical = scoreAxis(study);
  const marks = trialMarks(study, vertical, 7);
  return {
    name: "parameter_slices",
    title: agreement(study, axes),
    subtitle: `${scoreName} of each trial against each parameter, by ${measuredBy}.`,
    data: panels.flatMap(({ axis, suffix }, k) =>
      marks.map(({ name, marker, place, trials }) => {
        const present = trials.filter(({ point }) => axis.name in point);
        return {
          type: "scatter",
          mode: "markers",
          name,
          legendgroup: name,
          showlegend: k === 0,
          xaxis: `x${suffix}`,
          yaxis: `y${suffix}`,
          x: present.map(({ number, point }) =>
            axis.place(point[axis.name]) +
            (axis.options ? spread * stagger(number) / axis.options.length : 0)
          ),
          y: present.map(place),
          customdata: present.map((trial) => trialHover(trial, scoreName)),
          marker,
          cliponaxis: false,
          hovertemplate: "%{customdata}<extra></extra>",
        };
      })
    ),
    layout: {
      height: innerHeight + topPx + bottomPx,
      hovermode: "closest",
      margin: { l: leftPx, r: edgePx, t: topPx, b: bottomPx },
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1 + 22 / innerHeight, yanchor: "bottom" },
      annotations: panels.map(({ axis, left, top }) => ({
        ...{ xref: "paper", x: left / inner, xanchor: "left" },
        ...{ yref: "paper", y: 1 - top / innerHeight, yanchor: "bottom", yshift: 3 },
        text: panelTitle(axis, trials, panelPx),
      })),
      ...Object.assign(
        { xaxis: { visible: false }, yaxis: { visible: false } },
        ...panels.map((panel) => ({
          [`xaxis${panel.suffix}`]: {
            anchor: `y${panel.suffix}`,
            domain: [panel.left / inner, (panel.left + panelPx) / inner],
            ...horizontal(panel.axis, panelPx),
          },
          [`yaxis${panel.suffix}`]: {
            anchor: `x${panel.suffix}`,
            domain: [1 - (panel.top + plotPx) / innerHeight, 1 - panel.top / innerHeight],
            ...scoreTicks(vertical),
            showticklabels: panel.isFirstInRow,
            ...(panel.isFirstInRow ? { title: { text: scoreName } } : {}),
          },
        })),
      ),
    },
    table: {
      columns: ["Parameter", "Searched", "Best trial", "Best fifth of the trials"],
      rows: tableRows(study),
    },
  };
}

function panelTitle({ name }: ParamAxis, trials: StudyInput["trials"], panelPx: number): string {
  const present = trials.filter(({ point }) => name in point).length;
  const note = present === trials.length ? "" : ` (in ${present} of ${trials.length})`;
  const shown = shorten(name, panelPx - estimateWidth(note, 12, "regular"), 12, "bold");
  return `<b>${shown}</b><span style="color:${colour.muted}">${note}</span>`;
}

function horizontal({ ticks }: ParamAxis, panelPx: number): JsonObject {
  return {
    range: [-0.05, 1.05],
    tickvals: ticks.map(({ at }) => at),
    ticktext: fitLabels(ticks, panelPx / 1.1),
    tickangle: 0,
  };
}

function tableRows(study: StudyInput): string[][] {
  const leading = bestFifth(study);
  return paramAxes(study).map((axis) => {
    const values = leading.map(({ point }) => point[axis.name])
      .filter((value) => value !== undefined);
    const best = leading[0]?.point[axis.name];
    return [
      axis.name,
      axis.searched,
      best === undefined ? "–" : valueText(best),
      valuesText(axis, values) || "–",
    ];
  });
}
