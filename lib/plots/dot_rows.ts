/** Rows of dots with interval bars, for shares and scores of groups of patients. */
import type { JsonObject } from "@/json.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";

/** One dot; undefined values leave a gap. */
export interface Dot {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Shown when a reader points at it. */
  readonly hover: string;
}

/** Dots of one colour, one a row; null where a row has none. */
export interface DotSeries {
  readonly name: string;
  readonly colour: string;
  readonly symbol?: string;
  readonly dots: readonly (Dot | null)[];
}

/** Traces and axis of rows of dots. */
export interface DotRows {
  readonly data: JsonObject[];
  readonly yaxis: JsonObject;
  readonly marginLeftPx: number;
}

const sizePx = 13;
/** Share of a row over which its series spread, so that they do not hide each other. */
const spread = 0.44;

/** One row of dots a name, the first on top; a row without dots is a heading. */
export function dotRows(names: readonly string[], series: readonly DotSeries[]): DotRows {
  const offset = (index: number) =>
    series.length === 1 ? 0 : spread * (index / (series.length - 1) - 0.5);
  return {
    ...namedRows(names, sizePx),
    data: series.map(({ name, colour: hue, symbol = "circle", dots }, index) => ({
      type: "scatter",
      mode: "markers",
      name,
      x: dots.map((dot) => finite(dot?.value)),
      y: dots.map((_, row) => row + offset(index)),
      error_x: {
        type: "data",
        symmetric: false,
        array: dots.map((dot) => finite(dot && dot.upper - dot.value) ?? 0),
        arrayminus: dots.map((dot) => finite(dot && dot.value - dot.lower) ?? 0),
        color: hue,
        thickness: 2,
        width: 0,
      },
      customdata: dots.map((dot) => dot?.hover ?? ""),
      cliponaxis: false,
      marker: {
        size: 10,
        color: hue,
        symbol,
        line: { width: 1.5, color: colour.background },
      },
      hovertemplate: "%{customdata}<extra></extra>",
    })),
  };
}

/** JSON knows no NaN. */
function finite(value: number | null | undefined): number | null {
  return value != null && Number.isFinite(value) ? value : null;
}

/** A vertical line at a value that rows are compared with. */
export function referenceLine(x: number): JsonObject {
  return {
    type: "line",
    layer: "below",
    yref: "paper",
    ...{ x0: x, x1: x, y0: 0, y1: 1 },
    line: { color: colour.muted, width: 1, dash: "dot" },
  };
}

/** What a {@linkcode referenceLine} says, above it. */
export function referenceNote(x: number, text: string): JsonObject {
  return {
    ...{ x, yref: "paper", y: 1, yanchor: "bottom", text },
    font: { size: 11, color: colour.muted },
  };
}
