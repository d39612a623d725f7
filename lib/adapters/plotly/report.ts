/** One HTML page of several interactive figures that opens anywhere, without a network. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import { drawReport, type ReportFigure } from "@/adapters/plotly/report_client.ts";
import { reportStyle } from "@/adapters/plotly/report_style.ts";
import type { Figure, FigureTable } from "@/plots/figure.ts";
import type { ThemeName } from "@/plots/palette.ts";
import { type PlainFigure, themed } from "@/plots/theme.ts";

/** The words of a page. */
export interface ReportPage {
  readonly title: string;
  readonly description?: string;
}

/** What {@linkcode reportHtml} puts together. */
export interface ReportInput extends ReportPage {
  readonly figures: readonly Figure[];
  /** The text of plotly.js. */
  readonly plotlySource: string;
}

/** Nothing is fetched, so the page also works in a sandboxed frame; the browser enforces it. */
export const contentPolicy = "default-src 'none'; script-src 'unsafe-inline'; " +
  "style-src 'unsafe-inline'; img-src data: blob:";

/** The page; plotly.js is in it once, each figure in light and dark, with its numbers as a table. */
export function reportHtml({ title, description, figures, plotlySource }: ReportInput): string {
  const looks: ReportFigure[] = figures.map((figure) => ({
    name: figure.name,
    light: fluid(figure, "light"),
    dark: fluid(figure, "dark"),
  }));
  const lead = description === undefined ? "" : `<p>${escapeMarkup(description)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header><h1>${escapeMarkup(title)}</h1>${lead}</header>
<noscript><p>The figures need JavaScript; their numbers are in the tables.</p></noscript>
${figures.map(section).join("\n")}
</main>
<script type="application/json" id="figures">${inlineJson(looks)}</script>
<script>${plotlySource}</script>
<script>(${drawReport})(window);</script>
</body>
</html>
`;
}

/** A figure as wide as the page, without the title that stands above it. */
function fluid(figure: Figure, theme: ThemeName): PlainFigure {
  const { data, layout: { width: _fixed, ...layout } } = themed(figure, { theme, heading: false });
  return { data, layout: { ...layout, autosize: true } };
}

function section({ title, subtitle, table }: Figure, index: number): string {
  return `<section aria-labelledby="title-${index}">
<h2 id="title-${index}">${escapeMarkup(title)}</h2>
<p>${escapeMarkup(subtitle)}</p>
<div class="scroll"><div id="figure-${index}" role="img" aria-labelledby="title-${index}"></div></div>
${table ? detailsOf(table) : ""}
</section>`;
}

function detailsOf({ columns, rows }: FigureTable): string {
  const line = (tag: "th" | "td", cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join("")}</tr>`;
  return `<details><summary>Numbers</summary><table><thead>${line("th", columns)}</thead><tbody>${
    rows.map((row) => line("td", row)).join("")
  }</tbody></table></details>`;
}

/** JSON within a script element must not end it. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
