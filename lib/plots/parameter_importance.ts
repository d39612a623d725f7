/** Parameter importance: which hyperparameters the score depends on. */
import type { Figure } from "@/plots/figure.ts";
import { nameText } from "@/plots/value_text.ts";
import { byWeight, type Weight, weightBars, weightText } from "@/plots/weight_bars.ts";
import { count, percent } from "@/plots/wording.ts";

/** What {@linkcode parameterImportanceFigure} draws. */
export interface ParameterImportanceInput {
  /** All parameters of the space, with weights that sum to 1 or are all 0. */
  readonly weights: Readonly<Record<string, number>>;
  /** Trials that were judged. */
  readonly trialCount: number;
  /** What the score is called, such as `ROC AUC`. */
  readonly scoreName: string;
}

/** Draws every parameter as a bar, the weightiest on top; those that do not count have none. */
export function parameterImportanceFigure(input: ParameterImportanceInput): Figure {
  const { trialCount, scoreName } = input;
  const sorted = byWeight(
    Object.entries(input.weights).map(([name, weight]) => ({ name, weight })),
  );
  const isKnown = sorted.some(({ weight }) => weight > 0);
  const shown = isKnown ? sorted : [];
  return {
    name: "parameter_importance",
    title: titleOf(input, shown),
    subtitle: isKnown
      ? `Each parameter’s own share of the variance of ${scoreName} over the search space, ` +
        `estimated from ${count(trialCount, "trial")} by functional ANOVA of a random forest; ` +
        "what parameters do only together is left out."
      : "At least four trials whose scores differ with their parameters are needed.",
    ...weightBars(shown),
    table: {
      columns: ["Parameter", "Importance"],
      rows: sorted.map((weight) => [weight.name, isKnown ? weightText(weight) : "–"]),
    },
  };
}

function titleOf(input: ParameterImportanceInput, shown: readonly Weight[]): string {
  const { trialCount, scoreName } = input;
  const [first, second] = shown;
  if (!first) return `${count(trialCount, "trial")} cannot tell which parameter matters`;
  if (!second) return `${scoreName} was searched over ${nameText(first.name)} alone`;
  const most = `${scoreName} depends most on ${nameText(first.name)} (${percent(first.weight)})`;
  return second.weight > 0
    ? `${most}, then on ${nameText(second.name)} (${percent(second.weight)})`
    : `${most} and on nothing else`;
}
