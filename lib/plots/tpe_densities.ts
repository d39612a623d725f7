/** How TPE chooses a value: the trials so far, and the two densities that they make. */
import type { JsonObject } from "@/json.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { count } from "@/plots/wording.ts";

/** A trial of one parameter. */
export interface PlacedTrial {
  readonly value: number;
  readonly loss: number;
}

/** What {@linkcode tpeDensitiesFigure} draws. */
export interface TpeDensitiesInput {
  readonly parameter: string;
  /** The trials of least loss. */
  readonly good: readonly PlacedTrial[];
  readonly rest: readonly PlacedTrial[];
  /** Ascending values of the parameter, with both densities there. */
  readonly densities: readonly {
    readonly value: number;
    readonly good: number;
    readonly rest: number;
  }[];
  /** What is tried next. */
  readonly suggested: number;
}

/** Draws the trials by value and loss above, the densities l and g below, and what is tried next. */
export function tpeDensitiesFigure(input: TpeDensitiesInput): Figure {
  const { parameter, good, rest, densities, suggested } = input;
  const trialCount = good.length + rest.length;
  return {
    name: "tpe_densities",
    title: `After ${count(trialCount, "trial")} TPE tries ${parameter} = ${suggested.toFixed(2)}`,
    subtitle:
      `The ${good.length} best trials make the density l, the other ${rest.length} make g. ` +
      "Of 24 values drawn from l, the one with the greatest l / g is tried next.",
    data: [
      trialMarks("other trials", rest, colour.muted),
      trialMarks("best trials", good, colour.vermillion),
      densityLine("density l", densities, "good", colour.vermillion),
      densityLine("density g", densities, "rest", colour.muted),
    ],
    layout: {
      height: 460,
      margin: { t: 34 },
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
      showlegend: true,
      xaxis: { title: { text: parameter }, showgrid: false, anchor: "y2" },
      yaxis: { domain: [0.5, 1], title: { text: "Loss" } },
      yaxis2: {
        domain: [0, 0.42],
        anchor: "x",
        rangemode: "tozero",
        title: { text: "Density" },
      },
      shapes: [{
        type: "line",
        yref: "paper",
        ...{ x0: suggested, x1: suggested, y0: 0, y1: 1 },
        line: { color: colour.blue, width: 2, dash: "dot" },
      }],
      annotations: [{
        yref: "paper",
        ...{ x: suggested, y: 0.46, xanchor: "left", xshift: 6, showarrow: false },
        text: "next trial",
        font: { color: colour.blue },
      }],
    },
    table: {
      columns: [parameter, "Loss", "Among the best"],
      rows: [...good.map(tableRow("yes")), ...rest.map(tableRow("no"))],
    },
  };
}

function trialMarks(name: string, trials: readonly PlacedTrial[], hue: string): JsonObject {
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: trials.map(({ value }) => value),
    y: trials.map(({ loss }) => loss),
    marker: { size: 9, color: hue, line: { width: 1, color: colour.background } },
    hovertemplate: "%{x:.2f}: loss %{y:.3f}<extra></extra>",
  };
}

function densityLine(
  name: string,
  densities: TpeDensitiesInput["densities"],
  which: "good" | "rest",
  hue: string,
): JsonObject {
  return {
    type: "scatter",
    mode: "lines",
    name,
    yaxis: "y2",
    x: densities.map(({ value }) => value),
    y: densities.map((density) => density[which]),
    line: { color: hue, width: 2.5 },
    hovertemplate: "%{x:.2f}: %{y:.3f}<extra></extra>",
  };
}

function tableRow(isGood: string) {
  return ({ value, loss }: PlacedTrial) => [value.toFixed(3), loss.toFixed(3), isGood];
}
