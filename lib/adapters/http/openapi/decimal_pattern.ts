/** The pattern of numbers as text within bounds, so that the API's document is exact. */

/**
 * A regular expression for decimals from `lowest` to `highest`, without exponents.
 *
 * @param lowest an integer, at most 0
 * @param highest an integer, more than 0
 * @param isInteger whether only zeros may follow the point
 */
export function decimalPattern(lowest: number, highest: number, isInteger: boolean): string {
  const positive = `\\+?${magnitudes(highest, isInteger)}`;
  if (lowest === 0) return positive;
  return `${positive}|-${magnitudes(-lowest, isInteger)}`;
}

/** Decimals from 0 to `most`. */
function magnitudes(most: number, isInteger: boolean): string {
  const zeros = "(\\.0*)?";
  if (isInteger) return `0*(${integers(most)})${zeros}`;
  return `0*((${integers(most - 1)})(\\.[0-9]*)?|${most}${zeros})`;
}

/** Integers from 0 to `most`, a zero at the front of none. */
function integers(most: number): string {
  const digits = String(most);
  const shorter = Array.from(
    { length: digits.length - 1 },
    (_, index) => index === 0 ? "[0-9]" : `[1-9]${anyDigits(index)}`,
  );
  const smaller = [...digits].flatMap((digit, index) => {
    const least = index === 0 && digits.length > 1 ? 1 : 0;
    if (Number(digit) <= least) return [];
    const below = `[${least}-${Number(digit) - 1}]`;
    return [digits.slice(0, index) + below + anyDigits(digits.length - index - 1)];
  });
  return [...shorter, ...smaller, digits].join("|");
}

const anyDigits = (count: number) => count === 0 ? "" : `[0-9]{${count}}`;
