/** About how wide a text is in Arial, for breaking lines and for margins; drawing measures exactly. */

const narrow = /[ ijltfrI.,:;'’“”|!()[\]-]/;
const wide = /[mwMW%@]/;
const capital = /[A-Z]/;

/** Width in pixels, right to a few per cent for a sentence; markup does not count. */
export function estimateWidth(text: string, sizePx: number, weight: "regular" | "bold"): number {
  let width = 0;
  for (const character of text.replace(/<[^>]*>/g, "")) {
    if (narrow.test(character)) width += 0.29;
    else if (wide.test(character)) width += 0.86;
    else width += capital.test(character) ? 0.68 : 0.54;
  }
  return width * sizePx * (weight === "bold" ? 1.07 : 1);
}
