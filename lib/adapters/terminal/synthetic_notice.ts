/** Says, loudly, that the patients are made up. */
import { box } from "@/adapters/terminal/box.ts";

const lineLength = 76;

/**
 * Prints the notice on standard error.
 *
 * @param origin the cohort in a few words
 * @param reason why real data was not taken; absent when the cohort was asked for
 */
export function printSyntheticNotice(origin: string, reason?: string): void {
  const text = [
    `These patients do not exist: ${origin}.`,
    "Whatever is learned from them says nothing about medicine; it is tagged " +
    "data.source=synthetic wherever it is logged.",
    ...(reason === undefined ? [] : [`Why: ${reason.split("\n")[0]}`]),
    ...(reason === undefined
      ? []
      : ["For the real data: deno task data --from FILE, FOLDER or ZIP."]),
  ];
  console.error(box("SYNTHETIC DATA, NOT REAL PATIENTS", text.flatMap(wrap), Deno.stderr));
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > lineLength) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
