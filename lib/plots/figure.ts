/** The shape of a Plotly figure, as plain data. */
import type { JsonObject } from "@/json.ts";

/** One figure: what `Plotly.newPlot` takes, plus the file stem under which it is saved. */
export interface Figure {
  /** File stem, such as `roc_curve`. */
  readonly name: string;
  /** One sentence that states the finding, for a title and for screen readers. */
  readonly title: string;
  readonly data: readonly JsonObject[];
  readonly layout: JsonObject;
}
