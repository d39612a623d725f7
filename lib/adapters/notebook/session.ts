/** What every notebook starts with: outputs that stay with their cell, and ways to show things. */
import { join } from "node:path";
import { display } from "@/adapters/notebook/display.ts";
import { installDrain } from "@/adapters/notebook/drain.ts";
import { installInterrupts } from "@/adapters/notebook/interrupts.ts";
import { reportLostErrors } from "@/adapters/notebook/lost_errors.ts";
import { notebookProgress } from "@/adapters/notebook/progress.ts";
import { showFigure } from "@/adapters/notebook/show_figure.ts";
import { tableBundle, type TableRows } from "@/adapters/notebook/table.ts";
import { startPlotWorker } from "@/adapters/plotly/plot_worker.ts";
import type { PlotlyRenderer } from "@/adapters/plotly/renderer.ts";
import type { Figure } from "@/plots/figure.ts";
import { type Progress, silentProgress } from "@/workflows/progress.ts";

/** Set to `kept` by whoever runs a notebook to keep its outputs. */
export const outputsVariable = "HEART_NOTEBOOK_OUTPUTS";

/** A notebook's ways to the outside. */
export interface Session {
  /** The project's folder; cells run in the notebook's. */
  readonly root: string;
  /** Lines that are updated in place; silent where outputs are kept. */
  readonly progress: Progress;
  /** Shows a figure under the cell. */
  show(figure: Figure): Promise<void>;
  /** Shows rows, or a frame of polars, as a table of at most `limit` rows, 30 unless told. */
  table(rows: TableRows, limit?: number): void;
  /** Shows a computed sentence or list (Markdown). */
  say(markdown: string): void;
  /** A link in Markdown; the bare name where outputs are kept, whose reader has another server. */
  link(name: string, url: string): string;
}

let session: Session | undefined;

/** Starts the session; a second call, as when the cell is run again, gives the same. */
export function startSession(): Session {
  session ??= openSession(Deno.env.get(outputsVariable) === "kept");
  return session;
}

function openSession(isKept: boolean): Session {
  if (!installDrain()) {
    console.warn("This Deno's kernel is another than this project knows: outputs may stray.");
  }
  reportLostErrors();
  installInterrupts();
  let renderer: PlotlyRenderer | undefined;
  return {
    root: join(import.meta.dirname!, "..", "..", ".."),
    progress: isKept ? silentProgress : notebookProgress,
    show(figure) {
      renderer ??= startPlotWorker();
      return showFigure(figure, renderer, isKept ? "png" : "svg");
    },
    table: (rows, limit) => display(tableBundle(rows, limit)),
    say: (markdown) => display({ "text/markdown": markdown, "text/plain": markdown }),
    link: (name, url) => isKept ? name : `[${name}](${url})`,
  };
}
