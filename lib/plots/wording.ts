/** Numbers as words in titles and labels, rounded for reading and never further than is honest. */

/** A share as a whole percentage, such as `55%`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

/** A score with three decimals, or a dash when it is undefined. */
export function score(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : "–";
}

/** A share in words: `9 of 10` where that is what it rounds to, else `88 of 100`. */
export function outOf(share: number): string {
  const hundredths = Math.round(100 * share);
  return hundredths % 10 === 0 ? `${hundredths / 10} of 10` : `${hundredths} of 100`;
}

/** A count with its noun, such as `1 patient` and `920 patients`. */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${value.toLocaleString("en-GB")} ${value === 1 ? singular : plural}`;
}

/** Names in a sentence: `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
