/** The port to whatever turns figures into files. */
import type { Figure } from "@/plots/figure.ts";

/** Something to know before the figures: what was found, how sure that is, and what to do. */
export interface ReportFinding {
  readonly tone: "good" | "watch" | "alarm" | "neutral";
  /** One sentence. */
  readonly what: string;
  readonly certainty: string;
  readonly advice: string;
}

/** The words of a page. */
export interface ReportPage {
  readonly title: string;
  readonly description?: string;
  /** The most urgent first. */
  readonly findings?: readonly ReportFinding[];
}

/** Renders figures. */
export interface PlotRenderer {
  /** A static picture. */
  svg(figure: Figure): Promise<string>;
  /** One page with all figures, interactive and self-contained. */
  html(figures: readonly Figure[], page: ReportPage): Promise<string>;
}
