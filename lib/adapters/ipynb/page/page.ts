/** A notebook as one HTML page: interactive, and without a network. */
import type { Notebook } from "@/adapters/ipynb/document.ts";
import { codeHtml } from "@/adapters/ipynb/page/code.ts";
import { markdownHtml } from "@/adapters/ipynb/page/markdown.ts";
import { outputsHtml } from "@/adapters/ipynb/page/outputs.ts";
import { pageStyle } from "@/adapters/ipynb/page/style.ts";
import { figurePage } from "@/adapters/plotly/figure_page.ts";
import type { ReportFigure } from "@/adapters/plotly/report_client.ts";

/**
 * The page; plotly.js is in it once, each figure in light and dark.
 *
 * @param name what the page is called where the notebook has no heading
 * @param plotlySource the text of plotly.js
 */
export function notebookPage(notebook: Notebook, name: string, plotlySource: string): string {
  const figures: ReportFigure[] = [];
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type === "markdown") {
      return `<div class="prose">${markdownHtml(cell.source)}</div>`;
    }
    if (cell.source.trim() === "") return "";
    const outputs = outputsHtml(cell.outputs, figures.length);
    figures.push(...outputs.figures);
    return codeHtml(cell.source) +
      (outputs.html === "" ? "" : `\n<div class="outputs">${outputs.html}</div>`);
  });
  return figurePage({
    title: titleOf(notebook) ?? name,
    style: pageStyle,
    body:
      `<div class="bar"><label><input type="checkbox" id="code" checked> Show the code</label></div>
<noscript><p>The figures need JavaScript.</p></noscript>
${cells.join("\n")}`,
    figures,
    plotlySource,
  });
}

/** The first heading of the notebook. */
function titleOf({ cells }: Notebook): string | undefined {
  const prose = cells.filter((cell) => cell.cell_type === "markdown")
    .map(({ source }) => source).join("\n");
  return /^# (.+)$/m.exec(prose)?.[1];
}
