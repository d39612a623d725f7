/** What the thread that asks for pictures and the one that draws them say to each other. */
import type { PlotlyRenderer } from "@/adapters/plotly/renderer.ts";

/** The drawing methods of a renderer. */
export type DrawMethod = "svg" | "png" | "html";

/** Asks for one call of a method. */
export type RenderRequest = {
  [Method in DrawMethod]: {
    readonly id: number;
    readonly method: Method;
    readonly input: Parameters<PlotlyRenderer[Method]>;
  };
}[DrawMethod];

/** A request's answer: what the method returned, or the error it threw. */
export type RenderAnswer =
  | { readonly id: number; readonly value: string | Uint8Array }
  | { readonly id: number; readonly error: Error };
