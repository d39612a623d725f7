/** The frame of a page of interactive figures that opens anywhere, without a network. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import { drawReport, type ReportFigure } from "@/adapters/plotly/report_client.ts";
import type { PlainFigure } from "@/plots/theme.ts";

/** What {@linkcode figurePage} puts together. */
export interface FigurePageInput {
  readonly title: string;
  /** The style sheet. */
  readonly style: string;
  /** HTML; the k-th figure is drawn into the element of id `figure-k`. */
  readonly body: string;
  readonly figures: readonly ReportFigure[];
  /** The text of plotly.js. */
  readonly plotlySource: string;
}

/** Nothing is fetched, so the page also works in a sandboxed frame; the browser enforces it. */
const contentPolicy = "default-src 'none'; script-src 'unsafe-inline'; " +
  "style-src 'unsafe-inline'; img-src data: blob:";

/** The page; plotly.js is in it once, each figure in light and dark. */
export function figurePage({ title, style, body, figures, plotlySource }: FigurePageInput): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
<script type="application/json" id="figures">${inlineJson(figures)}</script>
<script>${plotlySource}</script>
<script>(${drawReport})(window);</script>
</body>
</html>
`;
}

/** A figure as wide as the page. */
export function fluid({ data, layout: { width: _fixed, ...layout } }: PlainFigure): PlainFigure {
  return { data, layout: { ...layout, autosize: true } };
}

/** JSON within a script element must not end it. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
