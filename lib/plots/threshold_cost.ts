/** Expected cost against the threshold: why patients are called ill from this probability on. */
import type { JsonObject } from "@/json.ts";
import type { CostPoint, ErrorCosts } from "@/evaluate/choose_threshold.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { thinIndices } from "@/plots/thin_indices.ts";

/** What {@linkcode thresholdCostFigure} draws. */
export interface ThresholdCostInput {
  readonly model: string;
  /** Mean cost per patient by threshold, ascending; not empty. */
  readonly curve: readonly Pick<CostPoint, "threshold" | "cost">[];
  readonly costs: ErrorCosts;
  /** The threshold that was chosen. */
  readonly chosen: number;
  /** What it was measured on, such as `184 held-out patients`. */
  readonly measuredOn: string;
}

const customary = 0.5;

interface Mark {
  readonly threshold: number;
  /** Per 100 patients. */
  readonly cost: number;
  readonly word: string;
  readonly hue: string;
  readonly side: "left" | "center" | "right";
}

/** Draws the cost as a staircase, with the chosen threshold and the customary 0.5 marked. */
export function thresholdCostFigure(input: ThresholdCostInput): Figure {
  const { model, curve, costs, measuredOn } = input;
  const points = thinIndices(curve.length).map((i) => curve[i]);
  const marks = marksOf(input);
  const [everyone, nobody] = [curve[0], curve[curve.length - 1]].map(({ cost }) => 100 * cost);
  const costliest = 100 * Math.max(...points.map(({ cost }) => cost));
  // A choice among the cheap end must be seen, however dear the other end is.
  const seen = Math.min(costliest, 2 * Math.max(everyone, ...marks.map(({ cost }) => cost)));
  const top = 1.1 * seen || 1;
  return {
    name: "threshold_cost",
    title: titleOf(model, marks),
    subtitle: `A false alarm costs ${costs.falsePositiveCost}, a missed patient ` +
      `${costs.falseNegativeCost}. Measured on ${measuredOn}.`,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: points.map(({ threshold }) => threshold),
        y: points.map(({ cost }) => 100 * cost),
        line: { color: colour.blue, width: 2.5, shape: "hvh" },
        hovertemplate: "threshold %{x:.2f}: cost %{y:.1f}<extra></extra>",
      },
      ...marks.map(({ threshold, cost, word, hue, side }) => ({
        type: "scatter",
        mode: "markers+text",
        x: [threshold],
        y: [cost],
        text: [`<b>${word}</b><br>${threshold.toFixed(2)}`],
        textposition: `${cost < 0.2 * top ? "top" : "bottom"} ${side}`,
        textfont: { size: 12, color: hue },
        cliponaxis: false,
        marker: { size: 11, color: hue, line: { width: 2, color: colour.background } },
        hovertemplate: "threshold %{x:.2f}: cost %{y:.1f}<extra></extra>",
      })),
    ],
    layout: {
      showlegend: false,
      margin: { t: 14, r: 28 },
      xaxis: {
        range: [-0.01, 1.01],
        dtick: 0.2,
        showgrid: false,
        title: { text: "Threshold: patients are called ill from this probability on" },
      },
      yaxis: { range: [0, top], title: { text: "Cost per 100 patients" } },
      annotations: [
        endNote({ x: 0, xanchor: "left" }, `everyone called ill: ${everyone.toFixed(0)}`, everyone),
        nobody > top
          ? endNote({ x: 1, xanchor: "right" }, `↑ no one called ill: ${nobody.toFixed(0)}`, top)
          : endNote({ x: 1, xanchor: "right" }, `no one called ill: ${nobody.toFixed(0)}`, nobody),
      ],
    },
    table: {
      columns: ["Threshold", "Cost per 100 patients"],
      rows: [
        ["everyone called ill", everyone.toFixed(1)],
        ...marks.map(({ threshold, cost, word }) => [
          `${threshold.toFixed(2)} (${word})`,
          cost.toFixed(1),
        ]),
        ["no one called ill", nobody.toFixed(1)],
      ],
    },
  };
}

function endNote(place: JsonObject, text: string, y: number): JsonObject {
  return { ...place, text, y, yanchor: "bottom", yshift: 4, font: { color: colour.muted } };
}

/** The chosen threshold and, unless it is that, the customary one; labels keep off each other. */
function marksOf({ curve, chosen }: ThresholdCostInput): Mark[] {
  const [chosenSide, customarySide] = chosen < customary
    ? ["left", "right"] as const
    : ["right", "left"] as const;
  const chosenMark = {
    threshold: chosen,
    cost: 100 * costAt(curve, chosen),
    word: "cheapest",
    hue: colour.vermillion,
  };
  if (chosen === customary) return [{ ...chosenMark, side: "center" }];
  const isNear = Math.abs(chosen - customary) < 0.1;
  return [{ ...chosenMark, side: isNear ? chosenSide : "center" }, {
    threshold: customary,
    cost: 100 * costAt(curve, customary),
    word: "customary",
    hue: colour.muted,
    side: customarySide,
  }];
}

/** The cost at the point of the curve nearest to a threshold. */
function costAt(curve: ThresholdCostInput["curve"], threshold: number): number {
  const distance = (point: { threshold: number }) => Math.abs(point.threshold - threshold);
  return curve.reduce((best, point) => distance(point) < distance(best) ? point : best).cost;
}

function titleOf(model: string, [chosen, other]: readonly Mark[]): string {
  const stated = `A threshold of ${chosen.threshold.toFixed(2)} costs ` +
    `${chosen.cost.toFixed(0)} per 100 patients with ${model}`;
  if (!other) return stated;
  return chosen.cost.toFixed(0) === other.cost.toFixed(0)
    ? `${stated}, about the same as ${customary.toFixed(2)}`
    : `${stated}; ${customary.toFixed(2)} would cost about ${other.cost.toFixed(0)}`;
}
