/** The correlation matrix: which columns move together, and with the outcome. */
import type { Figure } from "@/plots/figure.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";

/** What {@linkcode correlationsFigure} draws. */
export interface CorrelationsInput {
  /** Names of d variables; the first is the outcome. */
  readonly names: readonly string[];
  /** d × d, symmetric, NaN where undefined. */
  readonly matrix: readonly (readonly number[])[];
  /** Which patients, such as `920 patients`. */
  readonly measuredOn: string;
}

const rowPx = 34;

/** Draws the lower triangle, blue for falling together, vermillion for rising together. */
export function correlationsFigure({ names, matrix, measuredOn }: CorrelationsInput): Figure {
  const { yaxis, marginLeftPx } = namedRows(names, 13);
  const below = (value: number, row: number, column: number) =>
    column < row && Number.isFinite(value) ? value : null;
  return {
    name: "correlations",
    title: titleOf(names, matrix),
    subtitle: `Spearman’s rank correlation of each pair, over the patients who have both values; ` +
      `${measuredOn}.`,
    data: [{
      type: "heatmap",
      x: names.map((_, column) => column),
      y: names.map((_, row) => row),
      z: matrix.map((values, row) => values.map((value, column) => below(value, row, column))),
      zmin: -1.2,
      zmax: 1.2,
      colorscale: [[0, colour.blue], [0.5, colour.background], [1, colour.vermillion]],
      showscale: false,
      xgap: 2,
      ygap: 2,
      text: matrix.map((values, row) =>
        values.map((value, column) => below(value, row, column) === null ? "" : signed(value))
      ),
      texttemplate: "%{text}",
      textfont: { size: 12, color: colour.ink },
      customdata: names.map((a) => names.map((b) => `${a} and ${b}`)),
      hoverongaps: false,
      hovertemplate: "%{customdata}: %{text}<extra></extra>",
    }],
    layout: {
      height: 110 + rowPx * names.length,
      margin: { l: marginLeftPx, b: 110, t: 4 },
      xaxis: {
        tickvals: names.slice(0, -1).map((_, column) => column),
        ticktext: names.slice(0, -1),
        range: [-0.5, names.length - 1.5],
        tickangle: -40,
        showgrid: false,
        tickfont: { size: 12, color: colour.ink },
      },
      yaxis: { ...yaxis, range: [names.length - 0.5, 0.5] },
    },
    table: {
      columns: ["", ...names.slice(0, -1)],
      rows: names.slice(1).map((name, row) => [
        name,
        ...names.slice(0, -1).map((_, column) =>
          column <= row ? signed(matrix[row + 1][column]) : ""
        ),
      ]),
    },
  };
}

/** With its sign, also in front of a plus, and a true minus. */
function signed(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}

function titleOf(names: readonly string[], matrix: CorrelationsInput["matrix"]): string {
  const [outcome, ...features] = names;
  const size = (value: number) => Number.isFinite(value) ? Math.abs(value) : 0;
  const ranked = features.map((name, index) => ({ name, value: matrix[0][index + 1] }))
    .toSorted((a, b) => size(b.value) - size(a.value));
  if (ranked.length === 0) return `Nothing to correlate with “${outcome}”`;
  const pairs = features.flatMap((name, i) =>
    features.slice(0, i).map((other, j) => ({ name, other, value: matrix[i + 1][j + 1] }))
  );
  const stated = `“${ranked[0].name}” goes with the outcome most (${signed(ranked[0].value)})`;
  if (pairs.length === 0) return stated;
  const { name, other, value } = pairs.reduce((a, b) => size(b.value) > size(a.value) ? b : a);
  return `${stated}; no two columns correlate more than “${other}” and “${name}” (${
    signed(value)
  })`;
}
