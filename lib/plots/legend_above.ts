/** A legend in rows above the plot, whose room the margin must leave. */
import type { JsonObject } from "@/json.ts";

const rowPx = 24;
const symbolPx = 48;
const letterPx = 7;

/** The legend, for a layout. */
export const legendAbove = {
  orientation: "h",
  ...{ x: 0, y: 1, yanchor: "bottom" },
  traceorder: "normal",
} as const satisfies JsonObject;

/**
 * How high its rows are together, in pixels; plotly.js makes all entries as wide as the widest.
 *
 * @param widthPx how wide the plot is without its margins
 */
export function legendHeightPx(names: readonly string[], widthPx: number): number {
  const entryPx = symbolPx + letterPx * Math.max(...names.map(({ length }) => length));
  const entriesPerRow = Math.max(1, Math.floor(widthPx / entryPx));
  return rowPx * Math.ceil(names.length / entriesPerRow);
}
