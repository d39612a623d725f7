/** plotly.js in a document without a browser: jsdom plus what layout and canvas would supply. */
import { JSDOM, VirtualConsole } from "jsdom";
import { svgPathProperties } from "svg-path-properties";
import type { Json } from "@/json.ts";
import type { Box } from "@/adapters/plotly/box.ts";
import { type CanvasElement, giveSurface } from "@/adapters/plotly/canvas.ts";
import type { DomNode } from "@/adapters/plotly/dom.ts";
import { localBox, screenBox } from "@/adapters/plotly/element_box.ts";
import type { Typeface } from "@/adapters/plotly/text_box.ts";
import type { PlainFigure } from "@/plots/theme.ts";

/** A document in which figures are drawn, one after the other. */
export interface PlotlyPage {
  /** Draws a figure as plotly.js serialises it; the same figure gives the same text. */
  draw(figure: PlainFigure): Promise<string>;
  /** Frees the document. */
  close(): void;
}

/** The part of jsdom's window that is used here. */
interface PlotlyWindow {
  readonly document: {
    readonly body: { append(element: unknown): void };
    createElement(name: string): { remove(): void };
  };
  readonly Plotly: {
    newPlot(element: unknown, data: Json, layout: Json, config: Json): Promise<void>;
    purge(element: unknown): void;
    readonly Snapshot: { toSVG(element: unknown): string };
  };
  readonly JSON: { parse(text: string): Json };
  readonly Math: { random: () => number };
  readonly SVGElement: { readonly prototype: Record<string, unknown> };
  readonly Element: { readonly prototype: Record<string, unknown> };
  readonly HTMLCanvasElement: { readonly prototype: Record<string, unknown> };
  readonly URL: Record<string, unknown>;
  CSS: unknown;
  getComputedStyle: unknown;
  eval(source: string): void;
  close(): void;
}

/** Opens a document and loads plotly.js into it; takes a few hundred milliseconds. */
export function openPlotlyPage(plotlySource: string, typeface: Typeface): PlotlyPage {
  // A console of its own: plotly.js reports to the caller by its rejected promise.
  const window: PlotlyWindow = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(),
  }).window;
  addLayout(window, typeface);
  window.eval(plotlySource);

  return {
    async draw({ data, layout }) {
      reseed(window);
      const element = window.document.createElement("div");
      window.document.body.append(element);
      try {
        // Arrays must be the window's own for plotly.js to know them.
        const own = window.JSON.parse(JSON.stringify([data, layout])) as [Json, Json];
        await window.Plotly.newPlot(element, ...own, { staticPlot: true });
        return window.Plotly.Snapshot.toSVG(element);
      } finally {
        window.Plotly.purge(element);
        element.remove();
      }
    },
    close: () => window.close(),
  };
}

/** Element ids come from Math.random; the same numbers each time make the same picture. */
function reseed(window: PlotlyWindow): void {
  let state = 1;
  window.Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function addLayout(window: PlotlyWindow, typeface: Typeface): void {
  const pathOf = (element: DomNode) => new svgPathProperties(element.getAttribute?.("d") || "M0,0");
  Object.assign(window.Element.prototype, {
    getBoundingClientRect(this: DomNode) {
      return rectangle(screenBox(typeface, this));
    },
  });
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: DomNode) {
      return rectangle(localBox(typeface, this));
    },
    getComputedTextLength(this: DomNode) {
      return rectangle(localBox(typeface, this)).width;
    },
    getTotalLength(this: DomNode) {
      return pathOf(this).getTotalLength();
    },
    getPointAtLength(this: DomNode, length: number) {
      return pathOf(this).getPointAtLength(length);
    },
  });
  Object.assign(window.HTMLCanvasElement.prototype, {
    getContext(this: CanvasElement, kind: string) {
      giveSurface(this);
      return this.getContext(kind);
    },
  });
  window.URL.createObjectURL = () => "blob:none";
  // Heat maps are then painted cell by cell at full size, not as a small picture scaled up.
  window.CSS = { supports: () => false };
}

function rectangle(box: Box | undefined) {
  const { left, top, right, bottom } = box ?? { left: 0, top: 0, right: 0, bottom: 0 };
  return { x: left, y: top, left, top, right, bottom, width: right - left, height: bottom - top };
}
