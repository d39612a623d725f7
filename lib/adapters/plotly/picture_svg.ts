/** Makes a document that stands alone of what plotly.js serialises. */
import { escapeMarkup } from "@/adapters/plotly/escape_markup.ts";
import type { Figure } from "@/plots/figure.ts";

/** A picture that scales, has its words for screen readers, and links that every renderer follows. */
export function pictureSvg(drawn: string, figure: Figure): string {
  const [, width, height] = drawn.match(/^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/) ?? [];
  const words = `<title>${escapeMarkup(figure.title)}</title>` +
    `<desc>${escapeMarkup(figure.subtitle)}</desc>`;
  return drawn
    .replace(/^<svg([^>]*)>/, `<svg$1 viewBox="0 0 ${width} ${height}" role="img">${words}`)
    // resvg does not follow quoted references.
    .replace(/url\((?:'|&quot;|&apos;)(#[^'&)]+)(?:'|&quot;|&apos;)\)/g, "url($1)");
}
