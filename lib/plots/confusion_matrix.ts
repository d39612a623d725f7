/** The confusion matrix: who is called ill, against who is. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import type { Figure } from "@/plots/figure.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour } from "@/plots/palette.ts";
import { count, percent } from "@/plots/wording.ts";

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
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = counts;
  const cells = [[trueNegatives, falsePositives], [falseNegatives, truePositives]];
  const totals = cells.map(([no, yes]) => no + yes);
  const shares = cells.map((row, actual) =>
    row.map((value) => totals[actual] === 0 ? 0 : value / totals[actual])
  );
  const shown = shares.map((row, actual) =>
    row.map((share) => totals[actual] === 0 ? "–" : percent(share))
  );
  const rowNames = outcomeNames.map((name, actual) =>
    `<b>${name}</b><br>${count(totals[actual], "patient")}`
  );
  const columnNames = outcomeNames.map((name) => `Called “${name.toLowerCase()}”`);
  const { yaxis, marginLeftPx } = namedRows(rowNames, 13);
  const meanings = [["rightly cleared", "false alarms"], ["missed", "found"]];
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
      z: shares.map((row, actual) =>
        row.map((share, predicted) => (actual === predicted ? 1 : -1) * (0.15 + 0.85 * share))
      ),
      zmin: -1.8,
      zmax: 1.8,
      colorscale: [[0, colour.vermillion], [0.5, colour.background], [1, colour.blue]],
      showscale: false,
      xgap: 4,
      ygap: 4,
      text: cells.map((row, actual) =>
        row.map((value, predicted) =>
          `<b>${value}</b><br>${shown[actual][predicted]} ${meanings[actual][predicted]}`
        )
      ),
      texttemplate: "%{text}",
      textfont: { size: 17, color: colour.ink },
      hovertemplate: "%{x}: %{text}<extra></extra>",
    }],
    layout: {
      margin: { l: marginLeftPx, t: 20 },
      xaxis: { side: "top", showgrid: false, tickfont: { size: 13, color: colour.ink } },
      yaxis,
    },
    table: {
      columns: ["Patients with", ...columnNames],
      rows: outcomeNames.map((name, actual) => [
        name,
        ...cells[actual].map((value, predicted) => `${value} (${shown[actual][predicted]})`),
      ]),
    },
  };
}

function titleOf(model: string, counts: ConfusionMatrix): string {
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = counts;
  const [ill, healthy] = [falseNegatives + truePositives, trueNegatives + falsePositives];
  const missed = `misses ${falseNegatives} of ${count(ill, "patient")} with disease`;
  const alarms = `raises ${count(falsePositives, "false alarm")} among`;
  if (ill === 0) return `${model} ${alarms} ${count(healthy, "patient")}, none with disease`;
  if (healthy === 0) return `${model} ${missed}; there are no others`;
  return `${model} ${missed} and ${alarms} ${healthy.toLocaleString("en-GB")} without`;
}
