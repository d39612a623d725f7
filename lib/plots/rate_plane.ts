/** The unit square in which one rate is drawn against another, its legend beside it. */
import type { JsonObject } from "@/json.ts";
import { estimateWidth } from "@/plots/estimate_width.ts";
import { colour } from "@/plots/palette.ts";
import { thinIndices } from "@/plots/thin_indices.ts";
import { wrapWords } from "@/plots/wrap_words.ts";

const rateAxis = {
  range: [-0.005, 1.005],
  tickformat: ".0%",
  dtick: 0.2,
  constrain: "domain",
} as const;

/** Layout of a square plane whose axes run from 0 to 100%. */
export function ratePlane(xTitle: string, yTitle: string): JsonObject {
  return {
    height: 390,
    xaxis: { ...rateAxis, title: { text: xTitle }, domain: [0, 0.56], constraintoward: "left" },
    yaxis: { ...rateAxis, title: { text: yTitle }, scaleanchor: "x" },
    legend: { x: 0.6, y: 1, xanchor: "left", yanchor: "top" },
  };
}

/** A model's name as the legend has room for it. */
export function legendName(name: string): string {
  const lines = wrapWords(name, 190, (line) => estimateWidth(line, 13, "bold"));
  return lines.map((line) => `<b>${line}</b>`).join("<br>");
}

/** One model's curve in the plane, thinned when it is long. */
export function rateCurve(
  curve: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  look: { readonly name: string; readonly colour: string; readonly hover: string },
  line: JsonObject = {},
): JsonObject {
  const indices = thinIndices(curve.x.length);
  return {
    type: "scatter",
    mode: "lines",
    name: look.name,
    x: indices.map((i) => curve.x[i]),
    y: indices.map((i) => curve.y[i]),
    line: { color: look.colour, width: 2.5, ...line },
    hovertemplate: `${look.hover}<extra></extra>`,
  };
}

/** The point at which a model is used. */
export function operatingPoint(
  point: { readonly x: number; readonly y: number },
  look: { readonly name: string; readonly colour: string; readonly inLegend: boolean },
): JsonObject {
  return {
    type: "scatter",
    mode: "markers",
    name: look.name,
    x: [point.x],
    y: [point.y],
    showlegend: look.inLegend,
    marker: { size: 11, color: look.colour, line: { width: 2, color: colour.background } },
    cliponaxis: false,
    hovertemplate: `${look.name}<extra></extra>`,
  };
}

/** What the legend says of the operating points of several models. */
export const operatingPointKey: JsonObject = {
  type: "scatter",
  mode: "markers",
  name: "at the chosen threshold",
  x: [null],
  y: [null],
  marker: { size: 11, color: colour.muted },
};
