/** A cell's outputs as HTML, each in the richest type that a page can show by itself. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import { fluid } from "@/adapters/plotly/figure_page.ts";
import type { ReportFigure } from "@/adapters/plotly/report_client.ts";
import type { CellOutput } from "@/adapters/ipynb/document.ts";
import { markdownHtml } from "@/adapters/ipynb/page/markdown.ts";
import { plotlyType } from "@/adapters/notebook/show_figure.ts";
import type { JsonObject } from "@/json.ts";
import { darkened, type PlainFigure } from "@/plots/theme.ts";

/** HTML, and the figures to be drawn into it, whose places it numbers. */
export interface OutputHtml {
  readonly html: string;
  readonly figures: readonly ReportFigure[];
}

/** @param firstFigure the number of the first figure's place */
export function outputsHtml(outputs: readonly CellOutput[], firstFigure: number): OutputHtml {
  const figures: ReportFigure[] = [];
  const html = outputs.map((output) => {
    if (output.output_type === "stream") return textHtml(output.text, output.name);
    if (output.output_type === "error") {
      const { ename, evalue, traceback } = output;
      return textHtml(traceback.join("\n") || `${ename}: ${evalue}`, "stderr");
    }
    const { data } = output;
    if (plotlyType in data) {
      const place = firstFigure + figures.length;
      figures.push(figureOf(data[plotlyType] as unknown as PlainFigure, place));
      return figurePlace(place, String(data["text/plain"]));
    }
    return dataHtml(data);
  }).join("\n");
  return { html, figures };
}

/** Its title stands in the picture. */
function figureOf(figure: PlainFigure, place: number): ReportFigure {
  const light = fluid(figure);
  return { name: `figure-${place + 1}`, light, dark: darkened(light) };
}

function figurePlace(place: number, words: string): string {
  return `<div class="scroll"><div id="figure-${place}" role="img" aria-label="${
    escapeMarkup(words)
  }"></div></div>`;
}

function dataHtml(data: JsonObject): string {
  const text = (type: string) => String(data[type]);
  if ("text/html" in data) return `<div class="scroll">${text("text/html")}</div>`;
  if ("text/markdown" in data) {
    return `<div class="said">${markdownHtml(text("text/markdown"))}</div>`;
  }
  if ("image/svg+xml" in data) return text("image/svg+xml");
  if ("image/png" in data) {
    return `<img alt="" src="data:image/png;base64,${text("image/png").trim()}">`;
  }
  return textHtml(text("text/plain"), "stdout");
}

function textHtml(text: string, kind: string): string {
  return `<pre class="${kind}">${escapeMarkup(text.trimEnd())}</pre>`;
}
