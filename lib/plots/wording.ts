/** Numbers as words in titles and labels, rounded for reading and never further than is honest. */

/** A share as a whole percentage, such as `55%`; only none is `0%` and only all is `100%`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return "<1%";
  if (share >= 0.995 && share < 1) return ">99%";
  return `${Math.round(100 * share)}%`;
}

/** A score with three decimals, or a dash when it is undefined. */
export function score(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : "–";
}

/** How many of a kind a share is: `all`, `no`, `9 of 10` or `88 of 100`, and the kind. */
export function outOf(share: number, plural: string): string {
  if (share === 0 || share === 1) return `${share === 1 ? "all" : "no"} ${plural}`;
  const hundredths = Math.min(99, Math.max(1, Math.round(100 * share)));
  return hundredths % 10 === 0
    ? `${hundredths / 10} of 10 ${plural}`
    : `${hundredths} of 100 ${plural}`;
}

/** A count with its noun, such as `1 patient` and `1,920 patients`. */
export function count(value: number, singular: string): string {
  return `${grouped(value)} ${value === 1 ? singular : `${singular}s`}`;
}

/** A whole number with its thousands apart. */
export function grouped(value: number): string {
  return value.toLocaleString("en-GB");
}

/** Names in a sentence: `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
