/// <reference lib="dom" />
/** Shows an answer: probability, threshold, warnings, and what moved it. */
import { byId, element } from "@/adapters/http/page/element.ts";
import type { ExplainedAnswer } from "@/adapters/http/page/page_model.ts";
import { showReasons } from "@/adapters/http/page/show_reasons.ts";
import { percent } from "@/adapters/http/page/number_text.ts";
import type { Schema } from "@/schema/column.ts";
import type { RawRow } from "@/schema/row.ts";

/** A sentence for those who do not see the page is spoken once values rest so long. */
const restMs = 700;

let speaking: ReturnType<typeof setTimeout> | undefined;

/** Shows the answer about a patient. */
export function showAnswer(
  schema: Schema,
  patient: RawRow,
  threshold: number,
  { prediction, label, probability, warnings, explanation }: ExplainedAnswer,
): void {
  document.body.classList.toggle("disease", prediction === 1);
  byId("probability").textContent = percent(probability);
  const side = prediction === 1 ? "at or above" : "below";
  byId("label").textContent = `${label}: ${side} the threshold of ${percent(threshold)}`;
  byId("gauge").hidden = false;
  byId("share").style.width = `${100 * probability}%`;
  byId("threshold").style.left = `${100 * threshold}%`;
  const messages = warnings.map(({ message }) => message);
  showWarnings(messages);
  showReasons(schema, patient, explanation);
  speak([`${percent(probability)}, ${label}.`, ...messages].join(" "));
}

/** Says why there is no answer. */
export function showNoAnswer(reason: string): void {
  document.body.classList.remove("disease");
  byId("probability").textContent = "–";
  byId("label").textContent = reason;
  byId("gauge").hidden = true;
  showWarnings([]);
  byId("contributions").hidden = true;
  speak(reason);
}

function showWarnings(messages: readonly string[]): void {
  const box = byId("warnings");
  box.hidden = messages.length === 0;
  box.querySelector("ul")!.replaceChildren(
    ...messages.map((message) => element("li", {}, message)),
  );
}

function speak(sentence: string): void {
  clearTimeout(speaking);
  speaking = setTimeout(() => byId("spoken").textContent = sentence, restMs);
}
