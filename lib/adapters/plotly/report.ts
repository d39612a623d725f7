/** One HTML page of several interactive figures that opens anywhere, without a network. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import { figurePage, fluid } from "@/adapters/plotly/figure_page.ts";
import { reportStyle } from "@/adapters/plotly/report_style.ts";
import type { Figure, FigureTable } from "@/plots/figure.ts";
import type { ThemeName } from "@/plots/palette.ts";
import { themed } from "@/plots/theme.ts";
import type { ReportFinding, ReportPage } from "@/workflows/plot_renderer.ts";

/** What {@linkcode reportHtml} puts together. */
export interface ReportInput extends ReportPage {
  readonly figures: readonly Figure[];
  /** The text of plotly.js. */
  readonly plotlySource: string;
}

/** The page; plotly.js is in it once, each figure in light and dark, with its numbers as a table. */
export function reportHtml(
  { title, description, findings = [], figures, plotlySource }: ReportInput,
): string {
  const look = (figure: Figure, theme: ThemeName) =>
    // The title stands above the figure.
    fluid(themed(figure, { theme, heading: false }));
  const lead = description === undefined ? "" : `<p>${escapeMarkup(description)}</p>`;
  return figurePage({
    title,
    style: reportStyle,
    body: `<header><h1>${escapeMarkup(title)}</h1>${lead}</header>
${findings.length > 0 ? findingsList(findings) : ""}
<noscript><p>The figures need JavaScript; their numbers are in the tables.</p></noscript>
${figures.map(section).join("\n")}`,
    figures: figures.map((figure) => ({
      name: figure.name,
      light: look(figure, "light"),
      dark: look(figure, "dark"),
    })),
    plotlySource,
  });
}

function findingsList(findings: readonly ReportFinding[]): string {
  const items = findings.map(({ tone, what, certainty, advice }) =>
    `<li class="${tone}"><h2>${escapeMarkup(what)}</h2>` +
    `<p>${escapeMarkup(certainty)}</p><p class="advice">${escapeMarkup(advice)}</p></li>`
  );
  return `<ol class="findings" aria-label="Findings">${items.join("")}</ol>`;
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
