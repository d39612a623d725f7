/** The shape of a Plotly figure, as plain data. */
import type { JsonObject } from "@/json.ts";

/** One figure: what `Plotly.newPlot` takes, its words, and the file stem under which it is saved. */
export interface Figure {
  /** File stem, such as `roc_curve`. */
  readonly name: string;
  /** One sentence that states the finding, for a heading and for screen readers. */
  readonly title: string;
  /** How it was measured, one or two sentences set smaller beneath the title. */
  readonly subtitle: string;
  readonly data: readonly JsonObject[];
  /** Without title, fonts and colours of the theme, which `themed` adds. */
  readonly layout: JsonObject;
  /** The figures behind the picture, as text. */
  readonly table?: FigureTable;
}

/** A small table of formatted cells. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
