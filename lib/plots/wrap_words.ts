/** Breaks a sentence into lines, because plotly.js does not. */

/**
 * As few lines as fit a width, about equally long so that no word is left alone. Lines break at
 * spaces; a word that is too wide has a line of its own.
 *
 * @param widthOf the width of a line, in the unit of `limit`
 */
export function wrapWords(
  text: string,
  limit: number,
  widthOf: (line: string) => number,
): string[] {
  const widest = fill(text, limit, widthOf);
  let balanced = widest;
  for (let share = 0.95; share > 0.4; share -= 0.05) {
    const narrower = fill(text, share * limit, widthOf);
    if (narrower.length > widest.length) break;
    balanced = narrower;
  }
  return balanced;
}

function fill(text: string, limit: number, widthOf: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
