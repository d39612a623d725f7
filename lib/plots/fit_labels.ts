/** Labels of a small axis that do not run into each other. */
import { estimateWidth } from "@/plots/estimate_width.ts";
import type { AxisTick } from "@/plots/nice_ticks.ts";
import { shorten } from "@/plots/shorten.ts";

const sizePx = 12;
const gapPx = 6;
/** A label is cut to its share of the axis, but no shorter than this; rather labels are left out. */
const leastLimitPx = 48;

/** The labels of ticks in [0, 1] for an axis of this length; if need be only every n-th of them. */
export function fitLabels(ticks: readonly AxisTick[], lengthPx: number): string[] {
  const limit = Math.max(leastLimitPx, lengthPx / ticks.length - gapPx);
  const labels = ticks.map(({ at, text }) => {
    const shown = shorten(text, limit, sizePx);
    const half = estimateWidth(shown, sizePx, "regular") / 2;
    return { shown, from: at * lengthPx - half, to: at * lengthPx + half };
  });
  const fits = (stride: number) =>
    labels.filter((_, i) => i % stride === 0)
      .every(({ from }, i, kept) => i === 0 || from >= kept[i - 1].to + gapPx);
  let stride = 1;
  while (!fits(stride)) stride++;
  return labels.map(({ shown }, i) => i % stride === 0 ? shown : "");
}
