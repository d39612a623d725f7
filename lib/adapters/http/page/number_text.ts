/** Figures of the page as a person reads them. */
import type { ScoreScale } from "@/explain/feature_explainer.ts";

const minus = "−";

/** A share as a percentage, such as `12.3 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A score or a step of one: percent on the scale of probability, plain on that of log-odds. */
export function scoreText(scale: ScoreScale, score: number): string {
  const size = Math.abs(score);
  const text = scale === "probability" ? percent(size) : size.toFixed(2);
  return score < 0 && /[1-9]/.test(text) ? `${minus}${text}` : text;
}

/** What a value adds or takes, with its sign. */
export function effectText(scale: ScoreScale, effect: number): string {
  const text = scale === "probability"
    ? (100 * Math.abs(effect)).toFixed(1)
    : Math.abs(effect).toFixed(2);
  if (!/[1-9]/.test(text)) return "0";
  return `${effect < 0 ? minus : "+"}${text}`;
}
