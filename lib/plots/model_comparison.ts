/** All models side by side: mean scores with their deviations across folds. */
import type { MeanAndDeviation } from "@/evaluate/mean_and_deviation.ts";
import type { Figure } from "@/plots/figure.ts";
import { namedRows } from "@/plots/named_rows.ts";
import { colour, seriesColour } from "@/plots/palette.ts";
import { score } from "@/plots/wording.ts";

/** What {@linkcode modelComparisonFigure} draws. */
export interface ModelComparisonInput {
  /** Metrics in [0, 1] of which more is better; models are ranked by the first. */
  readonly metrics: readonly string[];
  readonly models: readonly {
    readonly name: string;
    /** Whether it is only there to compare with; drawn in grey. */
    readonly baseline?: boolean;
    /** One summary a metric, in the metrics' order. */
    readonly scores: readonly MeanAndDeviation[];
  }[];
  /** How it was measured, such as `5-fold cross-validation on 920 patients`. */
  readonly measuredBy: string;
}

const rowPx = 16;
/** Share of a metric's band that its models take up. */
const bandShare = 0.72;

/** Draws one band a metric and in it one dot with a deviation bar a model. */
export function modelComparisonFigure(input: ModelComparisonInput): Figure {
  const { metrics, models, measuredBy } = input;
  const offset = (index: number) =>
    models.length === 1 ? 0 : bandShare * (index / (models.length - 1) - 0.5);
  const { yaxis, marginLeftPx } = namedRows(metrics, 13);
  const ranked = models.filter(({ baseline }) => !baseline);
  return {
    name: "model_comparison",
    title: titleOf(input),
    subtitle: `Mean and standard deviation across folds, by ${measuredBy}; more is better.`,
    data: models.map((model, index) => {
      const hue = model.baseline ? colour.muted : seriesColour(ranked.indexOf(model));
      return {
        type: "scatter",
        mode: "markers",
        name: model.name,
        x: model.scores.map(({ mean }) => finite(mean)),
        y: metrics.map((_, band) => band + offset(index)),
        error_x: {
          type: "data",
          array: model.scores.map(({ deviation }) => finite(deviation)),
          color: hue,
          thickness: 2,
          width: 0,
        },
        marker: {
          size: 10,
          color: hue,
          symbol: model.baseline ? "diamond" : "circle",
          line: { width: 1.5, color: colour.background },
        },
        customdata: metrics.map((metric, band) => [metric, score(model.scores[band].deviation)]),
        hovertemplate:
          `${model.name}, %{customdata[0]}: %{x:.3f} ± %{customdata[1]}<extra></extra>`,
      };
    }),
    layout: {
      height: 90 + metrics.length * Math.max(34, rowPx * models.length),
      margin: { l: marginLeftPx, t: 24 },
      xaxis: {
        title: { text: "Score" },
        tickformat: ".2f",
        ...(models.some(({ scores }) => scores.some(({ mean }) => Number.isFinite(mean)))
          ? {}
          : { range: [0, 1] }),
      },
      yaxis,
      shapes: metrics.slice(1).map((_, band) => ({
        type: "line",
        layer: "below",
        xref: "paper",
        ...{ x0: 0, x1: 1, y0: band + 0.5, y1: band + 0.5 },
        line: { color: colour.grid, width: 1 },
      })),
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
    },
    table: {
      columns: ["Model", ...metrics],
      rows: models.map(({ name, scores }) => [
        name,
        ...scores.map(({ mean, deviation }) => `${score(mean)} ± ${score(deviation)}`),
      ]),
    },
  };
}

/** JSON knows no NaN; an undefined score leaves a gap. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function titleOf({ metrics, models }: ModelComparisonInput): string {
  const [best, next] = models
    .filter(({ baseline, scores }) => !baseline && Number.isFinite(scores[0].mean))
    .map(({ name, scores }) => ({ name, ...scores[0] }))
    .toSorted((a, b) => b.mean - a.mean);
  const metric = metrics[0];
  if (!best) return `No model has a ${metric}`;
  const stated = `${best.name} has a mean ${metric} of ${score(best.mean)}`;
  if (!next) return stated;
  const gap = best.mean - next.mean;
  const spread = Math.max(best.deviation, next.deviation);
  const against = `${best.name} leads by ${metric}: ${score(best.mean)} against ` +
    `${score(next.mean)} of ${next.name}`;
  return gap < spread ? `${against}, a gap smaller than the spread across folds` : against;
}
