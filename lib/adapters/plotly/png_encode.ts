/** Writes pixels as a PNG, for the heat maps that plotly.js draws on a canvas. */
import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/**
 * A PNG of `width` × `height` pixels, 8 bits RGBA, not interlaced.
 *
 * Source: W3C, Portable Network Graphics (third edition), sections 5, 9 and 11.
 *
 * @param rgba 4 bytes a pixel, row by row from the top
 */
export function encodePng(width: number, height: number, rgba: Uint8ClampedArray): Uint8Array {
  const rowBytes = 4 * width;
  const filtered = new Uint8Array(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) {
    filtered.set(
      rgba.subarray(row * rowBytes, (row + 1) * rowBytes),
      row * (rowBytes + 1) + 1,
    );
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  const [bitDepth, colourWithAlpha] = [8, 6];
  header.set([bitDepth, colourWithAlpha], 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(filtered)),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}
