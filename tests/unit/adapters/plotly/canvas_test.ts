import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { type CanvasElement, giveSurface } from "@/adapters/plotly/canvas.ts";

/** Reads back the pixels of a PNG of one IDAT chunk without filters. */
function pixelsOf(dataUrl: string): number[][] {
  const png = Uint8Array.fromBase64(dataUrl.slice(dataUrl.indexOf(",") + 1));
  const view = new DataView(png.buffer);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const dataLength = view.getUint32(33);
  const rows = inflateSync(png.subarray(41, 41 + dataLength));
  return Array.from({ length: width * height }, (_, i) => {
    const start = Math.floor(i / width) * (4 * width + 1) + 1 + 4 * (i % width);
    return Array.from(rows.subarray(start, start + 4));
  });
}

Deno.test("a canvas gives back the rectangles painted on it, cut at its edges", () => {
  const canvas = { width: 3, height: 2 } as CanvasElement;
  giveSurface(canvas);
  const context = canvas.getContext("2d");
  context.fillStyle = "rgba(255,0,0,1)";
  context.fillRect(1, 0, 9, 1);
  context.fillStyle = "rgba(0,0,255,0.5)";
  context.fillRect(2, 2, -2, -1);
  const [clear, red, blue] = [[0, 0, 0, 0], [255, 0, 0, 255], [0, 0, 255, 128]];
  assert.deepEqual(pixelsOf(canvas.toDataURL()), [clear, red, red, blue, blue, clear]);
});
