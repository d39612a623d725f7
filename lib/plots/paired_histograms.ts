/** Histograms of two samples over each other, a panel a column. */
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";

/** One panel. */
export interface HistogramPanel {
  /** Words for a person, with the unit. */
  readonly title: string;
  /** What stands under the panel instead of the title, in one line or two. */
  readonly label?: string;
  /** Two samples of numbers, none of them NaN. */
  readonly samples: readonly [Float64Array, Float64Array];
}

const panelsPerRow = 3;
const mostBins = 20;
const gapX = 0.07;
/** Sizes of panels whose labels have one line, or two. */
const oneLine = { panelPx: 168, gapY: 0.16, bottomPx: 40 };
const twoLines = { panelPx: 184, gapY: 0.2, bottomPx: 56 };

/** Draws the first sample as bars and the second as steps, each as shares of itself. */
export function pairedHistograms(
  panels: readonly HistogramPanel[],
  names: readonly [string, string],
): Pick<Figure, "data" | "layout"> {
  const rowCount = Math.ceil(panels.length / panelsPerRow);
  const { panelPx, gapY, bottomPx } = panels.some(({ label }) => label?.includes("<br>"))
    ? twoLines
    : oneLine;
  const placed = panels.map((panel, index) => {
    const bins = binsOf(panel.samples);
    const suffix = index === 0 ? "" : String(index + 1);
    return { ...panel, bins, suffix, ...placeOf(index, rowCount, gapY) };
  });
  return {
    data: placed.flatMap(({ title, samples, bins, suffix }, index) => {
      const [first, second] = names.map((name, sample) => ({
        name,
        legendgroup: name,
        showlegend: index === 0,
        xaxis: `x${suffix}`,
        yaxis: `y${suffix}`,
        x: bins.centers,
        y: sharesOf(samples[sample], bins),
        hovertemplate: `${title} around %{x}: %{y:.0%} of “${name.toLowerCase()}”<extra></extra>`,
      }));
      return [
        { ...first, type: "bar", width: bins.width, marker: { color: colour.context } },
        {
          ...second,
          type: "scatter",
          mode: "lines",
          // To the outer edges of the first and last bin.
          x: edged(bins.centers, -bins.width / 2, bins.width / 2),
          y: edged(second.y, 0, 0),
          line: { color: colour.vermillion, width: 2, shape: "hvh" },
        },
      ];
    }),
    layout: {
      height: 60 + panelPx * Math.max(1, rowCount),
      margin: { l: 44, t: 30, b: bottomPx },
      bargap: 0,
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
      ...Object.fromEntries(placed.flatMap(({ title, label = title, suffix, x, y }) => [
        [`xaxis${suffix}`, {
          domain: x,
          anchor: `y${suffix}`,
          showgrid: false,
          title: { text: label, font: { size: 12 }, standoff: 4 },
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
function binsOf(samples: readonly [Float64Array, Float64Array]): Bins {
  const present = samples.flatMap((values) => [...values]);
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

function sharesOf(values: Float64Array, { centers, start, width }: Bins): number[] {
  const counts = centers.map(() => 0);
  for (const value of values) {
    counts[Math.min(counts.length - 1, Math.floor((value - start) / width + 1e-9))]++;
  }
  return counts.map((count) => Number((count / Math.max(1, values.length)).toFixed(4)));
}

function placeOf(index: number, rowCount: number, gapY: number) {
  const [row, column] = [Math.floor(index / panelsPerRow), index % panelsPerRow];
  const width = (1 - gapX * (panelsPerRow - 1)) / panelsPerRow;
  const height = (1 - gapY * (rowCount - 1)) / rowCount;
  const x = column * (width + gapX);
  const top = 1 - row * (height + gapY);
  return { x: [x, Math.min(1, x + width)], y: [Math.max(0, top - height), top] };
}
