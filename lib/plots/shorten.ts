/** Fits a word where there is little room. */
import { estimateWidth } from "@/plots/estimate_width.ts";

/** The text, or as much of its beginning as fits with an ellipsis. */
export function shorten(
  text: string,
  limitPx: number,
  sizePx: number,
  weight: "regular" | "bold" = "regular",
): string {
  const fits = (shown: string) => estimateWidth(shown, sizePx, weight) <= limitPx;
  if (fits(text)) return text;
  let length = text.length - 1;
  while (length > 1 && !fits(`${text.slice(0, length)}…`)) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}
