/** Names of code, such as `minSamplesLeaf` and `min_samples_leaf`, on narrow lines. */
import { estimateWidth } from "@/plots/estimate_width.ts";
import { shorten } from "@/plots/shorten.ts";
import { wrapWords } from "@/plots/wrap_words.ts";

const mostLines = 3;
/** Where a name may break: at a space of its own nothing is taken away. */
const seam = "\u200b ";

/** At most three bold lines that join to the name, with an ellipsis for what has no room. */
export function wrapName(name: string, limitPx: number, sizePx: number): string[] {
  const parts = name.replace(/(?<=_)(?=[^_])|(?<=[a-z0-9])(?=[A-Z])/g, seam);
  const joined = (line: string) => line.replaceAll(seam, "").replace("\u200b", "");
  const widthOf = (line: string) => estimateWidth(joined(line), sizePx, "bold");
  const lines = wrapWords(parts, limitPx, widthOf).map(joined);
  const last = lines.slice(mostLines - 1).join("");
  return [...lines.slice(0, mostLines - 1), ...(last ? [last] : [])]
    .map((line) => shorten(line, limitPx, sizePx, "bold"));
}
