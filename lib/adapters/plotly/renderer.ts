/** Draws figures in this thread, without a browser. */
import { readFontMetrics } from "@/adapters/plotly/font_metrics.ts";
import { fontPaths, readPlotlySource } from "@/adapters/plotly/assets.ts";
import { openPlotlyPage } from "@/adapters/plotly/plotly_page.ts";
import { pictureSvg } from "@/adapters/plotly/picture_svg.ts";
import { rasterize } from "@/adapters/plotly/rasterize.ts";
import { reportHtml } from "@/adapters/plotly/report.ts";
import type { Figure } from "@/plots/figure.ts";
import type { ThemeName } from "@/plots/palette.ts";
import { themed } from "@/plots/theme.ts";
import type { PlotRenderer, ReportPage } from "@/workflows/plot_renderer.ts";

/** How a static picture is drawn. */
export interface PictureOptions {
  /** Light unless told. */
  readonly theme?: ThemeName;
}

/** How a PNG is drawn. */
export interface PngOptions extends PictureOptions {
  /** Pixels per unit of the figure; 2 unless told, for sharp screens. */
  readonly scale?: number;
}

/** A renderer that also makes PNGs and is closed at the end. */
export interface PlotlyRenderer extends PlotRenderer {
  /** A picture as SVG; the same figure gives the same bytes. */
  svg(figure: Figure, options?: PictureOptions): Promise<string>;
  /** A picture as PNG; the same figure gives the same bytes. */
  png(figure: Figure, options?: PngOptions): Promise<Uint8Array>;
  /** One page with all figures, interactive, self-contained and without a network. */
  html(figures: readonly Figure[], page: ReportPage): Promise<string>;
  /** Frees everything; what is not drawn by then is rejected. */
  close(): void;
}

/** Loads plotly.js and fonts; from then on each figure takes tens of milliseconds. */
export async function createPlotRenderer(): Promise<PlotlyRenderer> {
  const { regular, bold } = fontPaths();
  const [plotlySource, ...fonts] = await Promise.all([
    readPlotlySource(),
    Deno.readFile(regular),
    Deno.readFile(bold),
  ]);
  const [regularMetrics, boldMetrics] = fonts.map(readFontMetrics);
  const page = openPlotlyPage(plotlySource, { regular: regularMetrics, bold: boldMetrics });
  const { inTurn, close } = turns();
  const svg = (figure: Figure, options: PictureOptions = {}) =>
    inTurn(async () => pictureSvg(await page.draw(themed(figure, options)), figure));
  return {
    svg,
    png: async (figure, { scale = 2, ...options } = {}) =>
      rasterize(await svg(figure, options), scale),
    html: (figures, words) => inTurn(() => reportHtml({ ...words, figures, plotlySource })),
    close: () => {
      close();
      page.close();
    },
  };
}

/** Work done one piece after the other: drawings at once would share their random numbers. */
function turns() {
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  return {
    inTurn<Value>(work: () => Value | Promise<Value>): Promise<Value> {
      const turn = last.then(() => {
        if (isClosed) throw new Error("The renderer is closed.");
        return work();
      });
      last = turn.catch(() => {});
      return turn;
    },
    close() {
      isClosed = true;
    },
  };
}
