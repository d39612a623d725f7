/** Measures SVG text with a font's own widths, as a browser would that had the font. */
import type { Box } from "@/adapters/plotly/box.ts";
import {
  type DomNode,
  isElement,
  isText,
  numberAttribute,
  styleOf,
} from "@/adapters/plotly/dom.ts";
import type { FontMetrics } from "@/adapters/plotly/font_metrics.ts";

/** The two weights in which figures are drawn. */
export interface Typeface {
  readonly regular: FontMetrics;
  readonly bold: FontMetrics;
}

interface Font {
  readonly sizePx: number;
  readonly bold: boolean;
}

/** The box of a `<text>` element in its own coordinates; `undefined` when it has no text. */
export function textBox(typeface: Typeface, text: DomNode): Box | undefined {
  if (!text.textContent) return undefined;
  const font = inheritedFont(text);
  // Browsers round a line's extent to whole pixels.
  const ascent = Math.round(typeface.regular.ascent * font.sizePx);
  const descent = Math.round(typeface.regular.descent * font.sizePx);
  const anchor = styleOf(text, "text-anchor");
  const lines = linesOf(text).map((line) => {
    const width = runWidth(typeface, line, fontOf(line, font));
    const x = numberAttribute(line, "x") || numberAttribute(text, "x");
    const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
    const y = numberAttribute(line, "y") || numberAttribute(text, "y");
    return { left: x - shift, width, baseline: y + lineShift(line, font) };
  });
  return {
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ left, width }) => left + width)),
    top: Math.min(...lines.map(({ baseline }) => baseline)) - ascent,
    bottom: Math.max(...lines.map(({ baseline }) => baseline)) + descent,
  };
}

/** Plotly sets each line of a multi-line text as a `<tspan class="line">`. */
function linesOf(text: DomNode): readonly DomNode[] {
  const lines = [...text.childNodes].filter((child) => child.getAttribute?.("class") === "line");
  return lines.length > 0 ? lines : [text];
}

function lineShift(line: DomNode, font: Font): number {
  const shift = line.getAttribute?.("dy") ?? "";
  return (Number.parseFloat(shift) || 0) * (shift.endsWith("em") ? font.sizePx : 1);
}

function runWidth(typeface: Typeface, node: DomNode, font: Font): number {
  if (isText(node)) {
    const text = (node.textContent ?? "").replaceAll("\u200b", "");
    return (font.bold ? typeface.bold : typeface.regular).width(text) * font.sizePx;
  }
  let width = 0;
  for (const child of node.childNodes) {
    width += runWidth(typeface, child, isElement(child) ? fontOf(child, font) : font);
  }
  return width;
}

function inheritedFont(element: DomNode): Font {
  const parent = element.parentNode;
  return fontOf(element, isElement(parent) ? inheritedFont(parent) : { sizePx: 16, bold: false });
}

function fontOf(element: DomNode, inherited: Font): Font {
  const weight = styleOf(element, "font-weight");
  return {
    sizePx: fontSize(styleOf(element, "font-size"), inherited.sizePx),
    bold: weight === "" ? inherited.bold : weight === "bold" || Number(weight) >= 600,
  };
}

function fontSize(text: string, inheritedPx: number): number {
  const value = Number.parseFloat(text);
  if (Number.isNaN(value)) return inheritedPx;
  if (text.endsWith("%")) return value / 100 * inheritedPx;
  return text.endsWith("em") ? value * inheritedPx : value;
}
