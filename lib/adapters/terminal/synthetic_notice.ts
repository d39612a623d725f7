/** Says, loudly, that the patients are made up. */
import { box } from "@/adapters/terminal/box.ts";
import { wrapWords } from "@/adapters/terminal/wrap_words.ts";

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
  console.error(
    box(
      "SYNTHETIC DATA, NOT REAL PATIENTS",
      text.flatMap((line) => wrapWords(line, lineLength)),
      Deno.stderr,
    ),
  );
}
