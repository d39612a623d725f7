/** The canvas on which plotly.js paints heat maps: filled rectangles, read back as a PNG. */
import { encodePng } from "@/adapters/plotly/png_encode.ts";

/** The part of a canvas element that is used here. */
export interface CanvasElement {
  width: number;
  height: number;
  getContext(kind: string): CanvasContext;
  toDataURL(): string;
}

/** The part of a 2D context that is used here. */
export interface CanvasContext {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/** Gives a canvas element without one a drawing surface. */
export function giveSurface(canvas: CanvasElement): void {
  let pixels: Uint8ClampedArray | undefined;
  const surface = () => pixels ??= new Uint8ClampedArray(4 * canvas.width * canvas.height);
  const context: CanvasContext = {
    fillStyle: "rgba(0,0,0,1)",
    fillRect(x, y, width, height) {
      const colour = parseColour(this.fillStyle);
      const [left, right] = span(x, width, canvas.width);
      const [top, bottom] = span(y, height, canvas.height);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          surface().set(colour, 4 * (row * canvas.width + column));
        }
      }
    },
  };
  canvas.getContext = () => context;
  canvas.toDataURL = () =>
    `data:image/png;base64,${encodePng(canvas.width, canvas.height, surface()).toBase64()}`;
}

/** Whole pixels within [0, limit); a negative length reaches backwards, as canvas allows. */
function span(start: number, length: number, limit: number): [number, number] {
  const [low, high] = length < 0 ? [start + length, start] : [start, start + length];
  return [Math.max(0, Math.round(low)), Math.min(limit, Math.round(high))];
}

/** `rgba(r,g,b,a)` as 4 bytes. */
function parseColour(text: string): [number, number, number, number] {
  const [red, green, blue, alpha = 1] = text.slice(text.indexOf("(") + 1).split(",")
    .map(Number.parseFloat);
  return [red, green, blue, Math.round(255 * alpha)];
}
