/** Distributions of numbers by outcome: a panel a column, both outcomes over each other. */
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import type { Figure } from "@/plots/figure.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { colour } from "@/plots/palette.ts";
import { outOf } from "@/plots/wording.ts";

/** What {@linkcode numericDistributionsFigure} draws. */
export interface NumericDistributionsInput {
  readonly columns: readonly {
    /** Words for a person, with the unit. */
    readonly title: string;
    /** n values, NaN where missing. */
    readonly values: Float64Array;
  }[];
  /** n labels, 1 for disease. */
  readonly labels: Uint8Array;
  /** Which patients, such as `920 patients`. */
  readonly measuredOn: string;
}

const panelsPerRow = 3;
const panelPx = 168;
const mostBins = 20;
const gap = { x: 0.07, y: 0.16 };

/** Draws bars for one outcome and steps for the other, as shares of its patients so that they compare. */
export function numericDistributionsFigure(input: NumericDistributionsInput): Figure {
  const { columns, labels, measuredOn } = input;
  const rowCount = Math.ceil(columns.length / panelsPerRow);
  const panels = columns.map(({ title, values }, index) => {
    const bins = binsOf(values);
    const place = placeOf(index, rowCount);
    const suffix = index === 0 ? "" : String(index + 1);
    return { title, values, bins, suffix, ...place };
  });
  return {
    name: "numeric_distributions",
    title: titleOf(columns, labels),
    subtitle: `Share of the patients with each outcome, by value; ${measuredOn}, missing values ` +
      "left out.",
    data: panels.flatMap(({ title, values, bins, suffix }, index) => {
      const [without, affected] = outcomeNames.map((name, label) => ({
        name,
        legendgroup: name,
        showlegend: index === 0,
        xaxis: `x${suffix}`,
        yaxis: `y${suffix}`,
        x: bins.centers,
        y: sharesOf(values, labels, label, bins),
        hovertemplate: `${title} around %{x}: %{y:.0%} of “${name.toLowerCase()}”<extra></extra>`,
      }));
      return [
        { ...without, type: "bar", width: bins.width, marker: { color: colour.context } },
        {
          ...affected,
          type: "scatter",
          mode: "lines",
          // To the outer edges of the first and last bin.
          x: edged(bins.centers, -bins.width / 2, bins.width / 2),
          y: edged(affected.y, 0, 0),
          line: { color: colour.vermillion, width: 2, shape: "hvh" },
        },
      ];
    }),
    layout: {
      height: 60 + panelPx * Math.max(1, rowCount),
      margin: { l: 44, t: 30, b: 40 },
      bargap: 0,
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
      ...Object.fromEntries(panels.flatMap(({ title, suffix, x, y }) => [
        [`xaxis${suffix}`, {
          domain: x,
          anchor: `y${suffix}`,
          showgrid: false,
          title: { text: title, font: { size: 12 }, standoff: 4 },
        }],
        [`yaxis${suffix}`, {
          domain: y,
          anchor: `x${suffix}`,
          tickformat: ".0%",
          rangemode: "tozero",
          nticks: 4,
        }],
      ])),
    },
    table: {
      columns: ["Column", ...outcomeNames.map((name) => `Median, ${name.toLowerCase()}`)],
      rows: columns.map(({ title, values }) => [
        title,
        ...outcomeNames.map((_, label) => median(valuesOf(values, labels, label))),
      ]),
    },
  };
}

/** A list with its ends repeated, moved by so much. */
function edged(values: readonly number[], first: number, last: number): number[] {
  if (values.length === 0) return [];
  return [values[0] + first, ...values, values[values.length - 1] + last];
}

interface Bins {
  readonly centers: readonly number[];
  readonly start: number;
  readonly width: number;
}

/**
 * At most 20 bins of 1, 2 or 5 times a power of ten. Between whole numbers they begin at halves,
 * so that every bin holds as many of them and is named by its middle.
 */
function binsOf(values: Float64Array): Bins {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return { centers: [], start: 0, width: 1 };
  const isWhole = present.every(Number.isInteger);
  const [least, most] = [Math.min(...present), Math.max(...present)];
  const finest = Math.max((most - least) / mostBins, isWhole ? 1 : 1e-9);
  const power = 10 ** Math.floor(Math.log10(finest));
  const width = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= finest)!;
  const offset = isWhole ? -0.5 : 0;
  const first = Math.floor((least - offset) / width);
  const binCount = Math.floor((most - offset) / width) - first + 1;
  const start = first * width + offset;
  return {
    start,
    width,
    centers: Array.from(
      { length: binCount },
      (_, bin) => Number((start + (bin + 0.5) * width).toPrecision(9)),
    ),
  };
}

function sharesOf(
  values: Float64Array,
  labels: Uint8Array,
  label: number,
  { centers, start, width }: Bins,
): number[] {
  const own = valuesOf(values, labels, label);
  const counts = centers.map(() => 0);
  for (const value of own) {
    counts[Math.min(counts.length - 1, Math.floor((value - start) / width + 1e-9))]++;
  }
  return counts.map((count) => Number((count / Math.max(1, own.length)).toFixed(4)));
}

function valuesOf(values: Float64Array, labels: Uint8Array, label: number): Float64Array {
  return values.filter((value, row) => labels[row] === label && !Number.isNaN(value));
}

function median(values: Float64Array): string {
  if (values.length === 0) return "–";
  const sorted = values.toSorted();
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return String(Number(middle.toFixed(1)));
}

function placeOf(index: number, rowCount: number) {
  const [row, column] = [Math.floor(index / panelsPerRow), index % panelsPerRow];
  const width = (1 - gap.x * (panelsPerRow - 1)) / panelsPerRow;
  const height = (1 - gap.y * (rowCount - 1)) / rowCount;
  const x = column * (width + gap.x);
  const top = 1 - row * (height + gap.y);
  return { x: [x, Math.min(1, x + width)], y: [Math.max(0, top - height), top] };
}

function titleOf(columns: NumericDistributionsInput["columns"], labels: Uint8Array): string {
  const ranked = columns.map(({ title, values }) => {
    const present = (_: number, row: number) => !Number.isNaN(values[row]);
    const auc = rocAucOrHalf(labels.filter(present), values.filter(present));
    return { title, separation: Math.max(auc, 1 - auc), rises: auc >= 0.5 };
  }).toSorted((a, b) => b.separation - a.separation);
  if (ranked.length === 0) return "There are no numbers to compare";
  const [{ title, separation, rises }] = ranked;
  return `“${title}” alone ranks ${outOf(separation, "patient pairs")} correctly, the most of ` +
    `these; disease goes with ${rises ? "higher" : "lower"} values`;
}

function rocAucOrHalf(labels: Uint8Array, values: Float64Array): number {
  return new Set(labels).size < 2 ? 0.5 : rocAuc(labels, values);
}
