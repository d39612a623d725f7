/** The precision-recall curve: what finding more patients costs in false alarms. */
import type { PrCurve } from "@/evaluate/curves/pr_curve.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour, seriesColour } from "@/plots/palette.ts";
import {
  legendName,
  operatingPoint,
  operatingPointKey,
  rateCurve,
  ratePlane,
} from "@/plots/rate_plane.ts";
import { outOf, percent, score } from "@/plots/wording.ts";

/** One model's curve. */
export interface PrecisionRecallModel {
  readonly name: string;
  readonly curve: Pick<PrCurve, "precision" | "recall">;
  /** Average precision in [0, 1]; NaN when no patient has disease. */
  readonly averagePrecision: number;
  /** The threshold that was chosen, and its point on the curve. */
  readonly chosen?: {
    readonly threshold: number;
    readonly precision: number;
    readonly recall: number;
  };
}

/** What {@linkcode precisionRecallFigure} draws. */
export interface PrecisionRecallInput {
  /** One model or several, in the order of the legend. */
  readonly models: readonly PrecisionRecallModel[];
  /** Share of patients with disease: the precision of calling everyone ill. */
  readonly prevalence: number;
  /** What it was measured on, such as `184 held-out patients`. */
  readonly measuredOn: string;
}

/** Draws one curve a model, the line of prevalence and, where given, the chosen threshold. */
export function precisionRecallFigure(input: PrecisionRecallInput): Figure {
  const { models, prevalence, measuredOn } = input;
  const drawn = models.filter(({ averagePrecision }) => Number.isFinite(averagePrecision));
  return {
    name: "precision_recall",
    title: titleOf(drawn, prevalence),
    subtitle: "Precision is the share of alarms that are right, recall the share of patients " +
      `with disease who are found. Measured on ${measuredOn}.`,
    data: [
      ...drawn.map(({ name, curve, averagePrecision }, index) =>
        // Precision holds up to its own recall, so the curve is a staircase, not a slope.
        rateCurve(
          { x: Array.from(curve.recall), y: Array.from(curve.precision) },
          {
            name: `${legendName(name)}<br>average precision ${score(averagePrecision)}`,
            colour: seriesColour(index),
            hover: `${name}<br>finds %{x:.0%}, %{y:.0%} of alarms right`,
          },
          { shape: "hv" },
        )
      ),
      ...drawn.flatMap(({ chosen }, index) =>
        chosen
          ? [operatingPoint({ x: chosen.recall, y: chosen.precision }, {
            name: `Threshold ${chosen.threshold.toFixed(2)}: finds<br>` +
              `${percent(chosen.recall)} of those with disease,<br>` +
              `${percent(chosen.precision)} of its alarms are right`,
            colour: seriesColour(index),
            inLegend: drawn.length === 1,
          })]
          : []
      ),
      ...(drawn.length > 1 && drawn.some(({ chosen }) => chosen) ? [operatingPointKey] : []),
    ],
    layout: {
      ...ratePlane("Recall: patients with disease found", "Precision: alarms that are right"),
      shapes: [{
        type: "line",
        layer: "below",
        ...{ x0: 0, y0: prevalence, x1: 1, y1: prevalence },
        line: { color: colour.muted, width: 1, dash: "dot" },
      }],
      annotations: [{
        ...{ x: 0.01, y: prevalence, xanchor: "left" },
        yanchor: prevalence > 0.1 ? "top" : "bottom",
        text: `everyone called ill: ${percent(prevalence)}`,
        font: { color: colour.muted },
      }],
    },
    table: {
      columns: ["Model", "Average precision"],
      rows: models.map(({ name, averagePrecision }) => [name, score(averagePrecision)]),
    },
  };
}

function titleOf(models: readonly PrecisionRecallModel[], prevalence: number): string {
  const [best, next] = models.toSorted((a, b) => b.averagePrecision - a.averagePrecision);
  if (!best) return "No precision-recall curve: no patient has disease";
  if (!next && best.chosen) {
    const { precision, recall } = best.chosen;
    return `${best.name} finds ${outOf(recall, "patients with disease")}, and ` +
      `${outOf(precision, "alarms")} are right`;
  }
  const against = next
    ? `, ${next.name} ${score(next.averagePrecision)}`
    : ` against ${score(prevalence)} by chance`;
  return `${best.name} reaches an average precision of ${score(best.averagePrecision)}${against}`;
}
