/** The confusion matrix: who is called ill, against who is. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import type { Figure } from "@/plots/figure.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { edgePx } from "@/plots/theme.ts";
import { count, grouped, percent } from "@/plots/wording.ts";

/** What {@linkcode confusionMatrixFigure} draws. */
export interface ConfusionMatrixInput {
  readonly model: string;
  readonly counts: ConfusionMatrix;
  /** The probability from which on a patient is called ill. */
  readonly threshold: number;
  /** What it was measured on, such as `184 held-out patients`. */
  readonly measuredOn: string;
}

/** Draws four cells with counts and shares of their row; right answers blue, wrong ones red. */
export function confusionMatrixFigure(input: ConfusionMatrixInput): Figure {
  const { model, counts, threshold, measuredOn } = input;
  const rows = [
    rowOf([counts.trueNegatives, "rightly cleared"], [counts.falsePositives, "false alarms"]),
    rowOf([counts.falseNegatives, "missed"], [counts.truePositives, "found"]),
  ];
  const columnNames = outcomeNames.map((name) => `Called “${name.toLowerCase()}”`);
  const { yaxis, marginLeftPx } = namedRows(
    rows.map(({ total }, label) => `<b>${outcomeNames[label]}</b><br>${count(total, "patient")}`),
    13,
  );
  return {
    name: "confusion_matrix",
    title: titleOf(model, counts),
    subtitle: `Called ill from a probability of ${threshold.toFixed(2)} on. ` +
      `Measured on ${measuredOn}; percentages are shares of the row.`,
    data: [{
      type: "heatmap",
      x: columnNames,
      y: [0, 1],
      // The sign says right or wrong, the size how much of the row; an empty cell keeps a tint.
      z: rows.map(({ cells }, actual) =>
        cells.map(({ share }, called) => (actual === called ? 1 : -1) * (0.15 + 0.85 * share))
      ),
      zmin: -1.8,
      zmax: 1.8,
      colorscale: [[0, colour.vermillion], [0.5, colour.background], [1, colour.blue]],
      showscale: false,
      xgap: 4,
      ygap: 4,
      text: rows.map(({ cells }) =>
        cells.map(({ patients, note }) => `<b>${grouped(patients)}</b><br>${note}`)
      ),
      texttemplate: "%{text}",
      textfont: { size: 17, color: colour.ink },
      hovertemplate: "%{x}: %{text}<extra></extra>",
    }],
    layout: {
      margin: { l: marginLeftPx, t: 20, b: edgePx },
      xaxis: { side: "top", showgrid: false, tickfont: { size: 13, color: colour.ink } },
      yaxis,
    },
    table: {
      columns: ["Patients with", ...columnNames],
      rows: rows.map(({ cells }, label) => [
        outcomeNames[label],
        ...cells.map(({ patients, note }) => `${grouped(patients)}: ${note}`),
      ]),
    },
  };
}

/** The patients with one outcome, by what they were called. */
function rowOf(...entries: readonly (readonly [patients: number, meaning: string])[]) {
  const total = entries.reduce((sum, [patients]) => sum + patients, 0);
  const cells = entries.map(([patients, meaning]) => {
    const share = total === 0 ? 0 : patients / total;
    return { patients, share, note: total === 0 ? "no patients" : `${percent(share)} ${meaning}` };
  });
  return { total, cells };
}

function titleOf(model: string, counts: ConfusionMatrix): string {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = counts;
  const [ill, healthy] = [falseNegatives + truePositives, trueNegatives + falsePositives];
  const missed = `misses ${falseNegatives} of ${count(ill, "patient")} with disease`;
  const alarms = `raises ${count(falsePositives, "false alarm")} among`;
  if (ill === 0) return `${model} ${alarms} ${count(healthy, "patient")}, none with disease`;
  if (healthy === 0) return `${model} ${missed}; there are no others`;
  return `${model} ${missed} and ${alarms} ${grouped(healthy)} without`;
}
