/** Bars of shares that sum to 1, the greatest on top, with their names and percentages. */
import type { JsonObject } from "@/json.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { shorten } from "@/plots/shorten.ts";
import { edgePx } from "@/plots/theme.ts";

/** A name with its share in [0, 1]. */
export interface Weight {
  readonly name: string;
  readonly weight: number;
}

const barPx = 19;
const longestNamePx = 300;

/** The greatest first, of equals by name. */
export function byWeight<Named extends Weight>(weights: readonly Named[]): Named[] {
  return weights.toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}

/** A share as bars and tables state it, such as `12.3%`. */
export function weightText({ weight }: Weight): string {
  return `${(100 * weight).toFixed(1)}%`;
}

/** Trace and layout of one bar a weight, in the order given. */
export function weightBars(
  weights: readonly Weight[],
): { readonly data: JsonObject[]; readonly layout: JsonObject } {
  const names = weights.map(({ name }) => shorten(name, longestNamePx, 12));
  const { yaxis, marginLeftPx } = namedRows(names, 12);
  return {
    data: [{
      type: "bar",
      orientation: "h",
      x: weights.map(({ weight }) => weight),
      y: weights.map((_, row) => row),
      customdata: weights.map(({ name }) => name),
      text: weights.map(weightText),
      textposition: "outside",
      textfont: { size: 12, color: colour.muted },
      cliponaxis: false,
      marker: { color: colour.blue },
      hovertemplate: "%{customdata}: %{text}<extra></extra>",
    }],
    layout: {
      height: 40 + barPx * Math.max(2, weights.length),
      bargap: 0.3,
      margin: { l: marginLeftPx, r: 56, b: edgePx },
      xaxis: { visible: false, rangemode: "tozero" },
      yaxis,
    },
  };
}
