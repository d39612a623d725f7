/** The look that all figures share, added when a figure is drawn. */
import type { JsonObject } from "@/json.ts";
import type { Figure } from "@/plots/figure.ts";
import { coloursOf, darkCounterparts, seriesRoles, type ThemeName } from "@/plots/palette.ts";
import { estimateWidth } from "@/plots/estimate_width.ts";
import { wrapWords } from "@/plots/wrap_words.ts";

/** What `Plotly.newPlot` takes, theme included. */
export interface PlainFigure {
  readonly data: readonly JsonObject[];
  readonly layout: JsonObject;
}

/** How a figure is to look. */
export interface ThemeOptions {
  /** Light unless told. */
  readonly theme?: ThemeName;
  /** Whether the title stands in the picture (the default), or beside it, as in a report. */
  readonly heading?: boolean;
}

/** Arial's widths are Arimo's, so that a picture measured here fits elsewhere too. */
export const fontFamily = "Arimo, Arial, Helvetica, sans-serif";

/** Room at the sides of every figure, in pixels. */
export const edgePx = 20;

const defaultSize = { width: 700, height: 348 } as const;
/** Room for an axis with numbers and a title; were it too little, plotly.js would draw twice. */
const axisPx = { left: 80, bottom: 56 } as const;
const titlePx = 17;
const subtitlePx = 13;
/** Of the heading, one text in two sizes; plotly.js spaces its lines by 1.3 of its own size. */
const headingPx = 16;
const firstBaselinePx = 32;

/** The template of a theme: fonts, axes, grid, legend and page for every figure. */
export function theme(name: ThemeName): JsonObject {
  const colours = coloursOf(name);
  const axis = {
    automargin: true,
    gridcolor: colours.grid,
    zeroline: false,
    ticks: "",
    ticklabelstandoff: 4,
    tickfont: { size: 12, color: colours.muted },
    title: { font: { size: 13, color: colours.muted }, standoff: 10 },
  };
  return {
    layout: {
      font: { family: fontFamily, size: 13, color: colours.ink },
      paper_bgcolor: colours.background,
      plot_bgcolor: colours.background,
      colorway: seriesRoles.map((role) => colours[role]),
      xaxis: axis,
      yaxis: axis,
      legend: { font: { size: 13 }, bgcolor: "rgba(0,0,0,0)" },
      annotationdefaults: { showarrow: false, font: { size: 12 } },
      hoverlabel: { font: { family: fontFamily, size: 12 } },
    },
  };
}

/**
 * A figure with its theme, size, margins and, unless told otherwise, its title. The height in a
 * figure's layout is without the heading, and `margin.t` is room below it.
 */
export function themed(figure: Figure, options: ThemeOptions = {}): PlainFigure {
  const name = options.theme ?? "light";
  const { data, layout } = name === "light" ? figure : darkened(figure);
  const { width, height } = { ...defaultSize, ...layout } as { width: number; height: number };
  const heading = options.heading === false ? noHeading : headingOf(figure, width, name);
  const { t: below = 0, ...sides } = (layout.margin ?? {}) as { t?: number };
  return {
    data,
    layout: {
      ...layout,
      ...heading.layout,
      width,
      height: height + heading.heightPx,
      margin: {
        l: axisPx.left,
        r: edgePx,
        b: axisPx.bottom,
        ...sides,
        t: heading.heightPx + below,
      },
      template: theme(name),
    },
  };
}

const noHeading = { layout: {}, heightPx: 12 };

function headingOf({ title, subtitle }: Figure, width: number, theme: ThemeName) {
  const limit = width - 2 * edgePx;
  const { muted } = coloursOf(theme);
  const lines = [
    ...wrapWords(title, limit, (line) => estimateWidth(line, titlePx, "bold"))
      .map((line) => `<span style="font-size:${titlePx}px;font-weight:700">${line}</span>`),
    ...wrapWords(subtitle, limit, (line) => estimateWidth(line, subtitlePx, "regular"))
      .map((line) => `<span style="font-size:${subtitlePx}px;color:${muted}">${line}</span>`),
  ];
  return {
    heightPx: Math.round(firstBaselinePx + 1.3 * headingPx * (lines.length - 1) + 24),
    layout: {
      title: {
        text: lines.join("<br>"),
        font: { size: headingPx },
        ...{ x: 0, xref: "container", xanchor: "left" },
        ...{ y: 1, yref: "container", yanchor: "top" },
        pad: { t: firstBaselinePx, l: edgePx },
      },
    },
  };
}

/** A figure for a dark page: figures carry the light palette, each colour has one counterpart. */
export function darkened({ data, layout }: PlainFigure): PlainFigure {
  const text = JSON.stringify({ data, layout });
  return JSON.parse(text.replace(/#[0-9a-f]{6}\b/g, (hex) => darkCounterparts[hex] ?? hex));
}
