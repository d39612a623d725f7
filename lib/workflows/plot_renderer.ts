/** The port to whatever turns figures into files. */
import type { Figure } from "@/plots/figure.ts";

/** Renders figures. */
export interface PlotRenderer {
  /** A static picture. */
  svg(figure: Figure): Promise<string>;
  /** One page with all figures, interactive and self-contained. */
  html(figures: readonly Figure[], page: { title: string; description?: string }): Promise<string>;
}
