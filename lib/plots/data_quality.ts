/** Values that arrive without being of use, by column and reason. */
import { legendAbove, legendHeightPx } from "@/plots/legend_above.ts";
import type { Figure } from "@/plots/figure.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { count, listed, percent } from "@/plots/wording.ts";

/** What {@linkcode dataQualityFigure} draws. */
export interface DataQualityInput {
  readonly columns: readonly ColumnQuality[];
  readonly rowCount: number;
}

/** Shares of one column's values, in [0, 1]. */
export interface ColumnQuality {
  readonly title: string;
  readonly missing: number;
  readonly zeroAsMissing: number;
  readonly unknown: number;
  readonly outOfRange: number;
  /** Without a value at training, for whatever reason; undefined when that is not known. */
  readonly missingAtTraining: number | undefined;
}

const rowPx = 24;
const figureWidthPx = 700;
const marginRightPx = 28;
const marked = "Missing at training";
const reasons = [
  { key: "missing", name: "Missing", hue: colour.context },
  { key: "zeroAsMissing", name: "Zero that means missing", hue: colour.blue },
  { key: "unknown", name: "Unknown category", hue: colour.vermillion },
  { key: "outOfRange", name: "Implausible, yet used", hue: colour.pink },
] as const;

/** Draws a bar a column, by reason, and a mark where missing values stood at training. */
export function dataQualityFigure({ columns, rowCount }: DataQualityInput): Figure {
  const shown = reasons.filter(({ key }) => columns.some((column) => column[key] > 0));
  const { yaxis, marginLeftPx } = namedRows(columns.map(({ title }) => title), 12);
  const rows = columns.map((_, row) => row);
  const legendPx = legendHeightPx(
    [...shown.map(({ name }) => name), marked],
    figureWidthPx - marginLeftPx - marginRightPx,
  );
  return {
    name: "data_quality",
    title: titleOf(columns),
    subtitle: `Share of ${count(rowCount, "answer")} by column; the mark shows how many values ` +
      "were missing at training.",
    data: [
      ...shown.map(({ key, name, hue }) => ({
        type: "bar",
        orientation: "h",
        name,
        x: columns.map((column) => column[key]),
        y: rows,
        customdata: columns.map((column) => `${column.title}: ${percent(column[key])}`),
        marker: { color: hue },
        hovertemplate: `%{customdata} ${name.toLowerCase()}<extra></extra>`,
      })),
      {
        type: "scatter",
        mode: "markers",
        name: marked,
        x: columns.map(({ missingAtTraining }) => missingAtTraining ?? null),
        y: rows,
        cliponaxis: false,
        marker: { symbol: "diamond", size: 9, color: colour.ink },
        hovertemplate: "missing at training: %{x:.0%}<extra></extra>",
      },
    ],
    layout: {
      height: 72 + legendPx + rowPx * columns.length,
      barmode: "stack",
      bargap: 0.3,
      margin: { l: marginLeftPx, t: legendPx, r: marginRightPx },
      xaxis: { range: [0, 1], dtick: 0.2, tickformat: ".0%", title: { text: "Answers" } },
      yaxis,
      showlegend: true,
      legend: { ...legendAbove, font: { size: 12 } },
    },
    table: {
      columns: ["Column", ...reasons.map(({ name }) => name), marked],
      rows: columns.map((column) => [
        column.title,
        ...reasons.map(({ key }) => percent(column[key])),
        column.missingAtTraining === undefined ? "–" : percent(column.missingAtTraining),
      ]),
    },
  };
}

function titleOf(columns: readonly ColumnQuality[]): string {
  const odd = columns.filter(({ unknown, outOfRange }) => unknown + outOfRange > 0)
    .toSorted((a, b) => b.unknown + b.outOfRange - a.unknown - a.outOfRange);
  if (odd.length === 0) return "Every value that came was known and plausible";
  const [{ title, unknown, outOfRange }, ...others] = odd;
  const rest = others.map(({ title }) => `“${title}”`);
  const stated = `“${title}” is unknown or implausible in ${percent(unknown + outOfRange)}`;
  return rest.length === 0
    ? stated
    : `${stated}; so, less often, ${
      rest.length > 3
        ? `are ${rest.length} other columns`
        : `${rest.length === 1 ? "is" : "are"} ${listed(rest)}`
    }`;
}
