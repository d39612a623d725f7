/** A figure under a cell: alive where a reader has Plotly, a picture everywhere else. */
import { display } from "@/adapters/notebook/display.ts";
import type { PlotlyRenderer } from "@/adapters/plotly/renderer.ts";
import type { Figure } from "@/plots/figure.ts";
import { themed } from "@/plots/theme.ts";

/** The type of Plotly's figures. */
export const plotlyType = "application/vnd.plotly.v1+json";

/** Pixels per unit: sharp enough for reading, small enough for a repository. */
const pngScale = 1.25;

/**
 * Shows a figure. JupyterLab prefers a PNG to the live figure, so it gets an SVG beside it; a
 * notebook that is kept gets the PNG, which every viewer of repositories shows.
 */
export async function showFigure(
  figure: Figure,
  renderer: PlotlyRenderer,
  picture: "svg" | "png",
): Promise<void> {
  const { data, layout } = themed(figure);
  const drawn = picture === "svg"
    ? { "image/svg+xml": await renderer.svg(figure) }
    : { "image/png": (await renderer.png(figure, { scale: pngScale })).toBase64() };
  display({
    [plotlyType]: { data, layout, config: { displaylogo: false } },
    ...drawn,
    "text/plain": `${figure.title}\n${figure.subtitle}`,
  });
}
