/** Categories that a model was fitted on against those that arrive now: two dots a category. */
import { isRaised, type Verdict } from "@/drift/verdict.ts";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import { type Dot, dotRows } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { count, listed, percent } from "@/plots/wording.ts";

/** What {@linkcode driftCategoriesFigure} draws. */
export interface DriftCategoriesInput {
  readonly variables: readonly DriftVariable[];
  /** What is compared, such as `200 requests since 3 May against 736 training patients`. */
  readonly measuredOn: string;
}

/** A column with its categories, or the missing values of several columns. */
export interface DriftVariable {
  readonly title: string;
  readonly verdict: Verdict;
  readonly categories: readonly {
    readonly label: string;
    readonly reference: PatientCount;
    readonly current: PatientCount;
  }[];
}

/** How many of how many patients. */
export interface PatientCount {
  readonly hits: number;
  readonly total: number;
}

const rowPx = 21;
const periods = [
  { name: "Reference", key: "reference", hue: colour.muted, symbol: "diamond" },
  { name: "Now", key: "current", hue: colour.vermillion, symbol: "circle" },
] as const;

/** Draws each category's share then and now, with 95% intervals, under its variable's name. */
export function driftCategoriesFigure({ variables, measuredOn }: DriftCategoriesInput): Figure {
  const rows = variables.flatMap(({ title, verdict, categories }) => [
    { name: headingOf(title, verdict), category: undefined },
    ...categories.map((category) => ({ name: category.label, category })),
  ]);
  const { data, yaxis, marginLeftPx } = dotRows(
    rows.map(({ name }) => name),
    periods.map(({ name, key, hue, symbol }) => ({
      name,
      colour: hue,
      symbol,
      dots: rows.map(({ category }) =>
        category ? dotOf(`${category.label}, ${name.toLowerCase()}`, category[key]) : null
      ),
    })),
  );
  return {
    name: "drift_categories",
    title: titleOf(variables),
    subtitle: `Share of the patients by category, with 95% intervals; ${measuredOn}.`,
    data,
    layout: {
      height: 90 + rowPx * Math.max(2, rows.length),
      margin: { l: marginLeftPx, t: 24, r: 28 },
      xaxis: {
        range: [0, 1],
        dtick: 0.2,
        tickformat: ".0%",
        title: { text: "Patients" },
      },
      yaxis,
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
    },
    table: {
      columns: ["Variable", "Verdict", "Category", "Reference", "Now"],
      rows: variables.flatMap(({ title, verdict, categories }) =>
        categories.map(({ label, reference, current }) => [
          title,
          verdict,
          label,
          shareText(reference),
          shareText(current),
        ])
      ),
    },
  };
}

function dotOf(what: string, { hits, total }: PatientCount): Dot | null {
  if (total === 0) return null;
  return {
    value: hits / total,
    ...wilsonInterval(hits, total),
    hover: `${what}: ${hits} of ${count(total, "patient")} (${percent(hits / total)})`,
  };
}

function titleOf(variables: readonly DriftVariable[]): string {
  if (variables.length === 0) return "There are no categories to compare";
  const raised = variables.filter(({ verdict }) => isRaised(verdict));
  if (raised.length === 0) return "No category has drifted as far as these patients can tell";
  const moves = raised.flatMap(({ title, categories }) =>
    categories.filter(({ reference, current }) => reference.total > 0 && current.total > 0)
      .map(({ label, reference, current }) => ({ title, label, reference, current }))
  );
  const sizeOf = ({ reference, current }: typeof moves[number]) =>
    Math.abs(current.hits / current.total - reference.hits / reference.total);
  const [most] = moves.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const others = raised.filter(({ title }) => title !== most?.title)
    .map(({ title }) => `“${title}”`);
  if (!most) return `${listed(others)} ${others.length === 1 ? "has" : "have"} drifted`;
  const moved = `“${most.title}” has drifted: “${most.label}” from ${shareText(most.reference)} ` +
    `to ${shareText(most.current)}`;
  return others.length === 0
    ? moved
    : `${moved}; so ${others.length === 1 ? "has" : "have"} ${listed(others)}`;
}

function shareText({ hits, total }: PatientCount): string {
  return total === 0 ? "–" : percent(hits / total);
}

/** The name in bold; the verdict after it, unless it is "ok", in bold when it asks for a look. */
function headingOf(title: string, verdict: Verdict): string {
  if (verdict === "ok") return `<b>${title}</b>`;
  return isRaised(verdict) ? `<b>${title}: ${verdict}</b>` : `<b>${title}</b>: ${verdict}`;
}
