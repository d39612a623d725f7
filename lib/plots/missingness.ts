/** Missing values by site and column: who recorded what. */
import type { Figure } from "@/plots/figure.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { count, outOf, percent } from "@/plots/wording.ts";

/** What {@linkcode missingnessFigure} draws. */
export interface MissingnessInput {
  /** The columns in a person's words. */
  readonly columns: readonly string[];
  /** At least one patient each; counts in the columns' order. */
  readonly sites: readonly {
    readonly name: string;
    readonly rowCount: number;
    readonly missingCounts: readonly number[];
  }[];
}

const rowPx = 24;

/** Draws one row a column, one cell a site: the darker, the more is missing. */
export function missingnessFigure({ columns, sites }: MissingnessInput): Figure {
  const rows = columns.map((name, index) => ({
    name,
    shares: sites.map(({ rowCount, missingCounts }) => missingCounts[index] / rowCount),
    share: sum(sites.map(({ missingCounts }) => missingCounts[index])) /
      Math.max(1, sum(sites.map(({ rowCount }) => rowCount))),
  })).toSorted((a, b) => b.share - a.share);
  const { yaxis, marginLeftPx } = namedRows(
    rows.map(({ name, share }) => `${name} (${percent(share)})`),
    13,
  );
  return {
    name: "missingness",
    title: titleOf(rows, sites),
    subtitle: "Share of patients without a value, by column and hospital; in brackets over all " +
      "hospitals. Zeros that mean “not measured” count as missing.",
    data: [{
      type: "heatmap",
      x: sites.map(({ name, rowCount }) => `<b>${name}</b><br>${count(rowCount, "patient")}`),
      y: rows.map((_, row) => row),
      z: rows.map(({ shares }) => shares),
      zmin: 0,
      // Beyond 1, so that ink stays readable on the darkest cell.
      zmax: 1.7,
      colorscale: [[0, colour.background], [1, colour.blue]],
      showscale: false,
      xgap: 3,
      ygap: 3,
      text: rows.map(({ shares }) => shares.map((share) => share === 0 ? "·" : percent(share))),
      texttemplate: "%{text}",
      textfont: { size: 12, color: colour.ink },
      customdata: rows.map(({ name }) => sites.map(() => name)),
      hovertemplate: "%{customdata}, %{x}: %{text} missing<extra></extra>",
    }],
    layout: {
      height: 76 + rowPx * rows.length,
      margin: { l: marginLeftPx, t: 44, b: 16 },
      xaxis: { side: "top", showgrid: false, tickfont: { size: 13, color: colour.ink } },
      yaxis,
    },
    table: {
      columns: ["Column", ...sites.map(({ name }) => name), "All"],
      rows: rows.map(({ name, shares, share }) => [
        name,
        ...shares.map(percent),
        percent(share),
      ]),
    },
  };
}

function titleOf(
  rows: readonly { readonly name: string; readonly shares: readonly number[] }[],
  sites: MissingnessInput["sites"],
): string {
  const spans = rows.map(({ name, shares }) => ({
    name,
    least: Math.min(...shares),
    most: Math.max(...shares),
    shares,
  }));
  const widest = spans.reduce((a, b) => b.most - b.least > a.most - a.least ? b : a);
  if (!(widest.most > 0)) return "No value is missing";
  const siteOf = (share: number) => sites[widest.shares.indexOf(share)].name;
  const others = spans.filter(({ most, least }) => most - least > 0.5).length - 1;
  const stated = `“${widest.name}” is missing for ${outOf(widest.most, "patients")} in ` +
    `${siteOf(widest.most)} and ${outOf(widest.least, "patients")} in ${siteOf(widest.least)}`;
  return others > 0
    ? `${stated}; ${count(others, "other column")} also differ${others === 1 ? "s" : ""} by half`
    : stated;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
