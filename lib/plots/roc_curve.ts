/** The ROC curve: how well patients are ranked, whatever the threshold. */
import type { RocCurve } from "@/evaluate/curves/roc_curve.ts";
import type { Interval } from "@/evaluate/intervals/interval.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour, seriesColour } from "@/plots/palette.ts";
import {
  legendName,
  operatingPoint,
  operatingPointKey,
  rateCurve,
  ratePlane,
} from "@/plots/rate_plane.ts";
import { listed, outOf, percent, score } from "@/plots/wording.ts";

/** One model's curve. */
export interface RocModel {
  readonly name: string;
  readonly curve: Pick<RocCurve, "falsePositiveRate" | "truePositiveRate">;
  /** Area under the curve in [0, 1]; NaN when the patients are all of one class. */
  readonly auc: number;
  /** 95% interval of the area. */
  readonly interval?: Interval;
  /** The threshold that was chosen, and its point on the curve. */
  readonly chosen?: {
    readonly threshold: number;
    readonly falsePositiveRate: number;
    readonly truePositiveRate: number;
  };
}

/** What {@linkcode rocCurveFigure} draws. */
export interface RocCurveInput {
  /** One model or several, in the order of the legend. */
  readonly models: readonly RocModel[];
  /** What it was measured on, such as `184 held-out patients`. */
  readonly measuredOn: string;
}

/** Draws one curve a model, the line of chance and, where given, the chosen threshold. */
export function rocCurveFigure({ models, measuredOn }: RocCurveInput): Figure {
  const drawn = models.filter(({ auc }) => Number.isFinite(auc));
  return {
    name: "roc_curve",
    title: titleOf(models),
    subtitle: "A pair is a patient with disease and one without; it is ranked correctly when the " +
      `first gets the higher probability. Measured on ${measuredOn}.`,
    data: [
      ...drawn.map((model, index) =>
        rateCurve({ x: model.curve.falsePositiveRate, y: model.curve.truePositiveRate }, {
          name: legendOf(model),
          colour: seriesColour(index),
          hover: `${model.name}<br>finds %{y:.0%} at %{x:.0%} false alarms`,
        })
      ),
      ...drawn.flatMap(({ chosen }, index) =>
        chosen
          ? [operatingPoint({ x: chosen.falsePositiveRate, y: chosen.truePositiveRate }, {
            name: `Threshold ${chosen.threshold.toFixed(2)}: finds<br>` +
              `${percent(chosen.truePositiveRate)} of those with disease,<br>` +
              `alarms for ${percent(chosen.falsePositiveRate)} of the others`,
            colour: seriesColour(index),
            inLegend: drawn.length === 1,
          })]
          : []
      ),
      ...(drawn.length > 1 && drawn.some(({ chosen }) => chosen) ? [operatingPointKey] : []),
    ],
    layout: {
      ...ratePlane("Patients without disease who set off an alarm", "Patients with disease found"),
      shapes: [{
        type: "line",
        layer: "below",
        ...{ x0: 0, y0: 0, x1: 1, y1: 1 },
        line: { color: colour.muted, width: 1, dash: "dot" },
      }],
      annotations: [
        { x: 0.53, y: 0.46, text: "chance", textangle: -45, font: { color: colour.muted } },
        ...(drawn.length > 0 ? [] : [{ x: 0.5, y: 0.8, text: "Only one class to rank" }]),
      ],
    },
    table: {
      columns: ["Model", "AUC", "95% interval"],
      rows: models.map(({ name, auc, interval }) => [
        name,
        score(auc),
        interval ? `${score(interval.lower)} to ${score(interval.upper)}` : "–",
      ]),
    },
  };
}

function legendOf({ name, auc, interval }: RocModel): string {
  const range = interval && Number.isFinite(interval.lower)
    ? ` (${score(interval.lower)}–${score(interval.upper)})`
    : "";
  return `${legendName(name)}<br>AUC ${score(auc)}${range}`;
}

function titleOf(models: readonly RocModel[]): string {
  const [best, ...others] = models.filter(({ auc }) => Number.isFinite(auc))
    .toSorted((a, b) => b.auc - a.auc);
  if (!best) return "No ROC curve: the patients are all of one class";
  if (others.length === 0) {
    return `${best.name} ranks ${outOf(best.auc, "patient pairs")} correctly ` +
      `(AUC ${score(best.auc)})`;
  }
  const equals = [best, ...others.filter((other) => isAsGood(other, best))];
  if (equals.length > 1) {
    return `${listed(equals.map(({ name }) => name))} rank patients about equally well ` +
      `(AUC ${score(equals[equals.length - 1].auc)} to ${score(best.auc)})`;
  }
  return `${best.name} ranks patients best (AUC ${score(best.auc)}), ahead of ` +
    `${others[0].name} (${score(others[0].auc)})`;
}

/** Whether the best score lies within what another model's may be. */
function isAsGood({ auc, interval }: RocModel, best: RocModel): boolean {
  return interval ? best.auc <= interval.upper : best.auc.toFixed(2) === auc.toFixed(2);
}
