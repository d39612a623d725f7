/** Feature importance: what a model goes by. */
import type { Figure } from "@/plots/figure.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { edgePx } from "@/plots/theme.ts";
import { count, percent } from "@/plots/wording.ts";

/** What {@linkcode importanceFigure} draws. */
export interface ImportanceInput {
  readonly model: string;
  /** Features as a person calls them, with non-negative weights that sum to 1 or are all 0. */
  readonly features: readonly { readonly name: string; readonly weight: number }[];
  /** How the weights were found, such as `mean decrease of Gini impurity`. */
  readonly measure: string;
}

const shownCount = 20;
const barPx = 19;

/** Draws the 20 weightiest features as bars, the weightiest on top. */
export function importanceFigure({ model, features, measure }: ImportanceInput): Figure {
  const sorted = features.filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  const shown = sorted.slice(0, shownCount);
  const { yaxis, marginLeftPx } = namedRows(shown.map(({ name }) => name), 12);
  return {
    name: "importance",
    title: titleOf(model, sorted),
    subtitle: `Share of all importance (${measure}); ` +
      `${shown.length} of ${count(features.length, "feature")} shown.`,
    data: [{
      type: "bar",
      orientation: "h",
      x: shown.map(({ weight }) => weight),
      y: shown.map((_, row) => row),
      customdata: shown.map(({ name }) => name),
      text: shown.map(({ weight }) => `${(100 * weight).toFixed(1)}%`),
      textposition: "outside",
      textfont: { size: 12, color: colour.muted },
      cliponaxis: false,
      marker: { color: colour.blue },
      hovertemplate: "%{customdata}: %{text}<extra></extra>",
    }],
    layout: {
      height: 40 + barPx * Math.max(2, shown.length),
      bargap: 0.3,
      margin: { l: marginLeftPx, r: 56, b: edgePx },
      xaxis: { visible: false, rangemode: "tozero" },
      yaxis,
    },
    table: {
      columns: ["Feature", "Importance"],
      rows: shown.map(({ name, weight }) => [name, `${(100 * weight).toFixed(1)}%`]),
    },
  };
}

function titleOf(model: string, sorted: ImportanceInput["features"]): string {
  const [first] = sorted;
  if (!first) return `${model} uses no feature: it answers the same for every patient`;
  if (sorted.length === 1) return `${model} goes by “${first.name}” alone`;
  const leading = Math.min(5, Math.ceil(sorted.length / 2));
  const carried = sorted.slice(0, leading).reduce((sum, { weight }) => sum + weight, 0);
  const most = `“${first.name}” counts most for ${model} (${percent(first.weight)})`;
  return leading === 1 ? most : `${most}; the top ${leading} features carry ${percent(carried)}`;
}
