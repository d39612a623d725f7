/** The calibration curve: whether a stated probability means what it says. */
import type { CalibrationBin } from "@/evaluate/curves/calibration_curve.ts";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import { countAxis } from "@/plots/count_axis.ts";
import { histogram } from "@/plots/histogram.ts";
import type { Figure } from "@/plots/figure.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { colour } from "@/plots/palette.ts";
import { count, grouped, percent } from "@/plots/wording.ts";

/** What {@linkcode calibrationFigure} draws. */
export interface CalibrationInput {
  readonly model: string;
  /** Bins that hold patients, ascending; none when there are no patients. */
  readonly bins: readonly Pick<CalibrationBin, "meanProbability" | "positiveShare" | "rowCount">[];
  /** n probabilities of disease. */
  readonly probabilities: ArrayLike<number>;
  /** n labels, 1 for disease. */
  readonly labels: ArrayLike<number>;
  /** What it was measured on, such as `184 held-out patients`. */
  readonly measuredOn: string;
}

/** Draws the curve with 95% intervals and bin counts above a histogram of the probabilities. */
export function calibrationFigure(input: CalibrationInput): Figure {
  const { model, bins, probabilities, labels, measuredOn } = input;
  const intervals = bins.map(({ positiveShare, rowCount }) =>
    wilsonInterval(Math.round(positiveShare * rowCount), rowCount)
  );
  const histograms = outcomeNames.map((_, label) =>
    histogram(selected(probabilities, labels, label), 20)
  );
  const highest = Math.max(...histograms[0].counts.map((n, bin) => n + histograms[1].counts[bin]));
  return {
    name: "calibration",
    title: titleOf(model, bins),
    subtitle: "Each point is a group of patients with similar probabilities (their number above " +
      `it); bars are 95% intervals. Measured on ${measuredOn}.`,
    data: [
      {
        type: "scatter",
        mode: "lines+markers",
        x: bins.map(({ meanProbability }) => meanProbability),
        y: bins.map(({ positiveShare }) => positiveShare),
        error_y: {
          type: "data",
          symmetric: false,
          array: bins.map(({ positiveShare }, i) => intervals[i].upper - positiveShare),
          arrayminus: bins.map(({ positiveShare }, i) => positiveShare - intervals[i].lower),
          color: colour.context,
          thickness: 2,
          width: 0,
        },
        customdata: bins.map(({ rowCount }) => rowCount),
        cliponaxis: false,
        line: { color: colour.blue, width: 2 },
        marker: { size: 8, color: colour.blue, line: { width: 1.5, color: colour.background } },
        showlegend: false,
        hovertemplate:
          "stated %{x:.0%}, observed %{y:.0%}<br>%{customdata} patients<extra></extra>",
      },
      {
        type: "scatter",
        mode: "text",
        x: bins.map(({ meanProbability }) => meanProbability),
        y: bins.map(() => 1.08),
        text: countLabels(bins),
        textfont: { size: 11, color: colour.muted },
        showlegend: false,
        hoverinfo: "skip",
      },
      ...histograms.map(({ centers, counts }, label) => ({
        type: "bar",
        name: outcomeNames[label],
        x: centers,
        y: counts,
        yaxis: "y2",
        marker: { color: label === 1 ? colour.vermillion : colour.context },
        hovertemplate: `${outcomeNames[label].toLowerCase()}, around %{x:.0%}: %{y}<extra></extra>`,
      })),
    ],
    layout: {
      height: 430,
      margin: { r: 28 },
      barmode: "stack",
      bargap: 0.12,
      xaxis: {
        range: [-0.01, 1.01],
        dtick: 0.2,
        tickformat: ".0%",
        showgrid: false,
        anchor: "y2",
        title: { text: "Stated probability of disease" },
      },
      yaxis: {
        domain: [0.36, 1],
        range: [-0.03, 1.13],
        dtick: 0.25,
        tickformat: ".0%",
        title: { text: "Patients with disease" },
      },
      yaxis2: {
        domain: [0, 0.25],
        ...countAxis(2 * highest),
        title: { text: "Patients" },
      },
      legend: { x: 0.5, xanchor: "center", y: 0.25, yanchor: "bottom", orientation: "h" },
      shapes: [{
        type: "line",
        layer: "below",
        ...{ x0: 0, y0: 0, x1: 1, y1: 1 },
        line: { color: colour.muted, width: 1, dash: "dot" },
      }],
      annotations: [
        calibrationNote(0.02, 0.98, "left", "top", "above the line: risk understated"),
        calibrationNote(0.98, 0.02, "right", "bottom", "below the line: risk overstated"),
      ],
    },
    table: {
      columns: ["Patients", "Stated probability", "With disease", "95% interval"],
      rows: bins.map(({ rowCount, meanProbability, positiveShare }, i) => [
        grouped(rowCount),
        percent(meanProbability),
        percent(positiveShare),
        `${percent(intervals[i].lower)} to ${percent(intervals[i].upper)}`,
      ]),
    },
  };
}

/** Counts as labels, empty where one would stand on the one before. */
function countLabels(bins: CalibrationInput["bins"]): string[] {
  const labelWidth = 0.045;
  let end = -Infinity;
  return bins.map(({ meanProbability, rowCount }) => {
    if (meanProbability < end) return "";
    end = meanProbability + labelWidth;
    return grouped(rowCount);
  });
}

function calibrationNote(x: number, y: number, xanchor: string, yanchor: string, text: string) {
  return { x, y, xanchor, yanchor, text, font: { size: 11, color: colour.muted } };
}

function selected(values: ArrayLike<number>, labels: ArrayLike<number>, label: number): number[] {
  return Array.from(values).filter((_, i) => labels[i] === label);
}

function titleOf(model: string, bins: CalibrationInput["bins"]): string {
  const total = bins.reduce((sum, { rowCount }) => sum + rowCount, 0);
  if (total === 0) return `No calibration of ${model}: there are no patients`;
  const gapBy = (size: (gap: number) => number) =>
    bins.reduce(
      (sum, bin) => sum + bin.rowCount * size(bin.meanProbability - bin.positiveShare),
      0,
    ) / total;
  const error = gapBy(Math.abs);
  const bias = gapBy((gap) => gap);
  const lean = Math.abs(bias) < error / 2
    ? ""
    : bias > 0
    ? ", mostly too high"
    : ", mostly too low";
  const points = count(Math.round(100 * error), "percentage point");
  return `${model}’s probabilities are off by ${points} on average${lean}`;
}
