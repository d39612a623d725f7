/** Class balance: how many patients of each site have disease. */
import { countAxis } from "@/plots/count_axis.ts";
import type { Figure } from "@/plots/figure.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { count, percent } from "@/plots/wording.ts";

/** What {@linkcode classBalanceFigure} draws. */
export interface ClassBalanceInput {
  /** Counts of patients without and with disease, a site each; empty sites are left out. */
  readonly sites: readonly {
    readonly name: string;
    readonly withoutDisease: number;
    readonly withDisease: number;
  }[];
}

/** Draws one bar a site, patients with disease first, the most affected site on top. */
export function classBalanceFigure({ sites }: ClassBalanceInput): Figure {
  const bars = sites
    .map((site) => ({ ...site, total: site.withoutDisease + site.withDisease }))
    .filter(({ total }) => total > 0)
    .map((site) => ({ ...site, share: site.withDisease / site.total }))
    .toSorted((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  const rows = bars.map((bar) => `<b>${bar.name}</b><br>${count(bar.total, "patient")}`);
  const { yaxis, marginLeftPx } = namedRows(rows, 13);
  const series = [
    { name: outcomeNames[1], hue: colour.vermillion, values: bars.map((bar) => bar.withDisease) },
    { name: outcomeNames[0], hue: colour.context, values: bars.map((bar) => bar.withoutDisease) },
  ];
  return {
    name: "class_balance",
    title: titleOf(bars),
    subtitle: "Patients by site and outcome; percentages are the share with disease.",
    data: series.map(({ name, hue, values }, index) => ({
      type: "bar",
      orientation: "h",
      name,
      x: values,
      y: rows.map((_, row) => row),
      customdata: bars.map((bar) => bar.name),
      text: bars.map(({ share }, i) =>
        index === 0 ? `${values[i]} (${percent(share)})` : String(values[i])
      ),
      textposition: "inside",
      insidetextanchor: "start",
      textangle: 0,
      constraintext: "none",
      textfont: { size: 13, color: index === 0 ? colour.background : colour.ink },
      marker: { color: hue },
      hovertemplate: `%{customdata}, ${name.toLowerCase()}: %{x}<extra></extra>`,
    })),
    layout: {
      height: 100 + 58 * Math.max(1, bars.length),
      margin: { l: marginLeftPx, t: 24 },
      barmode: "stack",
      bargap: 0.3,
      xaxis: {
        title: { text: "Patients" },
        ...countAxis(Math.max(0, ...bars.map(({ total }) => total))),
      },
      yaxis,
      legend: { orientation: "h", traceorder: "normal", x: 0, y: 1, yanchor: "bottom" },
    },
    table: {
      columns: ["Site", outcomeNames[1], outcomeNames[0], "Share with disease"],
      rows: bars.map(({ name, withDisease, withoutDisease, share }) => [
        name,
        String(withDisease),
        String(withoutDisease),
        percent(share),
      ]),
    },
  };
}

function titleOf(
  bars: readonly { name: string; total: number; withDisease: number; share: number }[],
): string {
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  if (total === 0) return "There are no patients";
  const affected = bars.reduce((sum, bar) => sum + bar.withDisease, 0);
  const overall = `${percent(affected / total)} of ${count(total, "patient")} have disease`;
  if (bars.length === 1) return `${overall}, all at ${bars[0].name}`;
  const [most, least] = [bars[0], bars[bars.length - 1]];
  return `${overall}, from ${percent(least.share)} in ${least.name} ` +
    `to ${percent(most.share)} in ${most.name}`;
}
