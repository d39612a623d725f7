/** Shows what the service answered about a patient. */
import type { PredictAnswer } from "@/adapters/http/client.ts";
import { style } from "@/adapters/terminal/style.ts";
import { wrapWords } from "@/adapters/terminal/wrap_words.ts";
import { percent } from "@/plots/wording.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";

const reasonCount = 3;
const lineLength = 70;

/** Prints a request and its answer, with the columns that moved the score most. */
export function printAnswer(url: string, row: RawRow, answer: PredictAnswer): void {
  const { prediction, label, probability, model_name, model_version, explanation } = answer;
  console.log(`POST ${style("cyan", `${url}/predict`)}`);
  const body = JSON.stringify(row, null, 1).replace(/\n\s*/g, " ");
  for (const line of wrapWords(body, lineLength)) console.log(style("dim", `  ${line}`));
  const verdict = `${label}: ${percent(probability)} probability of disease`;
  console.log(`${style("green", "✓")} ${style(prediction === 1 ? "red" : "bold", verdict)}`);
  console.log(`  by version ${model_version} of ${model_name}`);
  const { contributions = [], scale = "probability" } = explanation ?? {};
  const strongest = contributions
    .toSorted((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution))
    .slice(0, reasonCount);
  for (const { column, contribution } of strongest) {
    const { title } = heartSchema.features.find(({ name }) => name === column)!;
    const sign = contribution < 0 ? "−" : "+";
    const amount = scale === "probability"
      ? `${(100 * Math.abs(contribution)).toFixed(1)} points`
      : `${Math.abs(contribution).toFixed(2)} of log-odds`;
    console.log(style("dim", `  ${sign} ${amount}: ${title}`));
  }
}
