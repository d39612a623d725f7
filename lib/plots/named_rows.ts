/** A vertical axis of named rows, the first on top, with room for the longest name. */
import type { JsonObject } from "@/json.ts";
import { estimateWidth } from "@/plots/estimate_width.ts";
import { colour } from "@/plots/palette.ts";
import { edgePx } from "@/plots/theme.ts";

const gapPx = 8;

/**
 * Row k lies at y = k: unlike categories, rows of the same name stay apart.
 *
 * @param names at least one; `<br>` breaks a line
 */
export function namedRows(
  names: readonly string[],
  sizePx: number,
): { readonly yaxis: JsonObject; readonly marginLeftPx: number } {
  const lines = names.flatMap((name) => name.split("<br>"));
  const widths = lines.map((line) =>
    estimateWidth(line, sizePx, line.startsWith("<b>") ? "bold" : "regular")
  );
  return {
    yaxis: {
      tickvals: names.map((_, row) => row),
      ticktext: [...names],
      range: [names.length - 0.5, -0.5],
      showgrid: false,
      ticklabelstandoff: gapPx,
      tickfont: { size: sizePx, color: colour.ink },
    },
    marginLeftPx: edgePx + Math.max(...widths, 0) + gapPx,
  };
}
