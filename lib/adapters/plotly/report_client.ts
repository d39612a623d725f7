/** The script of a report: runs in the reader's browser, so it may use nothing from outside itself. */
import type { PlainFigure } from "@/plots/theme.ts";

/** A figure's two looks, embedded in the page as JSON. */
export interface ReportFigure {
  readonly name: string;
  readonly light: PlainFigure;
  readonly dark: PlainFigure;
}

/** The part of a browser's window that is used here. */
interface Browser {
  readonly document: { getElementById(id: string): { readonly textContent: string } };
  readonly Plotly: {
    react(id: string, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  };
  matchMedia(query: string): {
    readonly matches: boolean;
    addEventListener(type: "change", listener: () => void): void;
  };
  addEventListener(type: "beforeprint" | "afterprint", listener: () => void): void;
}

/** Draws every figure in the page's colours, again when these change, and in light for paper. */
export function drawReport(browser: Browser): void {
  const figures: ReportFigure[] = JSON.parse(
    browser.document.getElementById("figures").textContent,
  );
  const dark = browser.matchMedia("(prefers-color-scheme: dark)");
  const draw = (theme: "light" | "dark", size: { width?: number } = {}) => {
    figures.forEach((figure, index) => {
      const { data, layout } = figure[theme];
      browser.Plotly.react(`figure-${index}`, data, { ...layout, ...size }, {
        displaylogo: false,
        responsive: true,
        modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
        toImageButtonOptions: { filename: figure.name, scale: 2 },
      });
    });
  };
  const drawOnScreen = () => draw(dark.matches ? "dark" : "light");
  drawOnScreen();
  dark.addEventListener("change", drawOnScreen);
  const paperWidthPx = 660;
  browser.addEventListener("beforeprint", () => draw("light", { width: paperWidthPx }));
  browser.addEventListener("afterprint", drawOnScreen);
}
