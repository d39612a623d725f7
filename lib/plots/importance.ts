/** Feature importance: what a model goes by. */
import type { Figure } from "@/plots/figure.ts";
import { byWeight, type Weight, weightBars, weightText } from "@/plots/weight_bars.ts";
import { count, percent } from "@/plots/wording.ts";

/** What {@linkcode importanceFigure} draws. */
export interface ImportanceInput {
  readonly model: string;
  /** Features as a person calls them, with non-negative weights that sum to 1 or are all 0. */
  readonly features: readonly Weight[];
  /** How the weights were found, such as `mean decrease of Gini impurity`. */
  readonly measure: string;
}

const shownCount = 20;

/** Draws the 20 weightiest features as bars, the weightiest on top. */
export function importanceFigure({ model, features, measure }: ImportanceInput): Figure {
  const sorted = byWeight(features.filter(({ weight }) => weight > 0));
  const shown = sorted.slice(0, shownCount);
  return {
    name: "importance",
    title: titleOf(model, sorted),
    subtitle: `Share of all importance (${measure}); ` +
      `${shown.length} of ${count(features.length, "feature")} shown.`,
    ...weightBars(shown),
    table: {
      columns: ["Feature", "Importance"],
      rows: shown.map((feature) => [feature.name, weightText(feature)]),
    },
  };
}

function titleOf(model: string, sorted: readonly Weight[]): string {
  const [first] = sorted;
  if (!first) return `${model} uses no feature: it answers the same for every patient`;
  if (sorted.length === 1) return `${model} goes by “${first.name}” alone`;
  const leading = Math.min(5, Math.ceil(sorted.length / 2));
  const carried = sorted.slice(0, leading).reduce((sum, { weight }) => sum + weight, 0);
  const most = `“${first.name}” counts most for ${model} (${percent(first.weight)})`;
  return leading === 1 ? most : `${most}; the top ${leading} features carry ${percent(carried)}`;
}
