/** Advance widths read from a TrueType font, so that text is measured as it will be drawn. */

/** Widths and vertical extent of one font, in units of the font size. */
export interface FontMetrics {
  /** Height above the baseline, about 0.9. */
  readonly ascent: number;
  /** Depth below the baseline, positive. */
  readonly descent: number;
  /** Width of a text set on one line, without kerning. */
  width(text: string): number;
}

/**
 * Reads a font's metrics from its tables `head`, `hhea`, `hmtx` and `cmap` (format 4).
 *
 * Source: OpenType specification 1.9.1, the chapters of these tables.
 *
 * @throws {RangeError} when the bytes hold no such font
 */
export function readFontMetrics(bytes: Uint8Array): FontMetrics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = tableOffsets(view);
  const unitsPerEm = view.getUint16(table("head") + 18);
  const lastAdvance = view.getUint16(table("hhea") + 34) - 1;
  const glyphOf = characterMap(view, table("cmap"));
  const advances = table("hmtx");
  const widths = new Map<number, number>();

  const characterWidth = (code: number): number => {
    let width = widths.get(code);
    if (width === undefined) {
      const glyph = Math.min(glyphOf(code), lastAdvance);
      width = view.getUint16(advances + 4 * glyph) / unitsPerEm;
      widths.set(code, width);
    }
    return width;
  };
  return {
    ascent: view.getInt16(table("hhea") + 4) / unitsPerEm,
    descent: -view.getInt16(table("hhea") + 6) / unitsPerEm,
    width: (text) => {
      let width = 0;
      for (const character of text) width += characterWidth(character.codePointAt(0)!);
      return width;
    },
  };
}

function tableOffsets(view: DataView): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let i = 0, at = 12; i < view.getUint16(4); i++, at += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    offsets.set(tag, view.getUint32(at + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new RangeError(`The font has no table "${tag}".`);
    return offset;
  };
}

/** From a code point to its glyph; 0, the font's "missing" box, where it has none. */
function characterMap(view: DataView, cmap: number): (code: number) => number {
  const at = unicodeSubtable(view, cmap);
  const segmentBytes = view.getUint16(at + 6);
  const [ends, starts, deltas, ranges] = [
    at + 14,
    at + 16 + segmentBytes,
    at + 16 + 2 * segmentBytes,
    at + 16 + 3 * segmentBytes,
  ];
  return (code) => {
    for (let segment = 0; segment < segmentBytes; segment += 2) {
      if (code > view.getUint16(ends + segment)) continue;
      const start = view.getUint16(starts + segment);
      if (code < start) return 0;
      const delta = view.getUint16(deltas + segment);
      const range = view.getUint16(ranges + segment);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(ranges + segment + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function unicodeSubtable(view: DataView, cmap: number): number {
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    if (view.getUint16(offset) === 4) return offset;
  }
  throw new RangeError("The font has no character map of format 4.");
}
