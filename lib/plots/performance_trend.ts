/** Accuracy over past checks: what was estimated at once, and what labels showed later. */
import type { JsonObject } from "@/json.ts";
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import { referenceLine } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { estimateText } from "@/plots/performance_now.ts";
import { colour } from "@/plots/palette.ts";
import { aroundOnly } from "@/plots/time_axis.ts";
import { count, percent } from "@/plots/wording.ts";

/** What {@linkcode performanceTrendFigure} draws. */
export interface PerformanceTrendInput {
  /** Checks in their order. */
  readonly checks: readonly PerformanceAtCheck[];
  /** Accuracy at training. */
  readonly expected: number;
}

/** Accuracy at one check; undefined where it is not known. */
export interface PerformanceAtCheck {
  /** When, as an ISO date and time in UTC. */
  readonly at: string;
  readonly estimated: Estimate | undefined;
  readonly realised: Estimate | undefined;
}

/** Draws both with 95% intervals, and accuracy at training as a line. */
export function performanceTrendFigure({ checks, expected }: PerformanceTrendInput): Figure {
  return {
    name: "performance_trend",
    title: titleOf(checks),
    subtitle: "Accuracy by check with 95% intervals: estimated from the probabilities when the " +
      "answers came, realised when their labels did.",
    data: [
      trace(checks, "estimated", { name: "Estimated", hue: colour.blue, symbol: "circle" }),
      trace(checks, "realised", { name: "Realised", hue: colour.vermillion, symbol: "square" }),
    ],
    layout: {
      height: 300,
      margin: { t: 24 },
      xaxis: {
        type: "date",
        showgrid: false,
        title: { text: "Check" },
        ...aroundOnly(checks.map(({ at }) => at)),
      },
      yaxis: { tickformat: ".0%", title: { text: "Accuracy" } },
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
      shapes: [{
        ...referenceLine(0),
        ...{ xref: "paper", x0: 0, x1: 1, yref: "y", y0: expected, y1: expected },
      }],
      annotations: [{
        ...{ xref: "paper", x: 1, xanchor: "right", y: expected, yanchor: "bottom" },
        text: `at training (${percent(expected)})`,
        font: { size: 11, color: colour.muted },
      }],
    },
    table: {
      columns: ["Check", "Estimated", "Realised"],
      rows: checks.map(({ at, estimated, realised }) => [
        at,
        estimateText("accuracy", estimated),
        estimateText("accuracy", realised),
      ]),
    },
  };
}

function trace(
  checks: readonly PerformanceAtCheck[],
  key: "estimated" | "realised",
  { name, hue, symbol }: { readonly name: string; readonly hue: string; readonly symbol: string },
): JsonObject {
  const values = checks.map((check) => check[key]);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: checks.map(({ at }) => at),
    y: values.map((estimate) => estimate?.value ?? null),
    error_y: {
      type: "data",
      symmetric: false,
      array: values.map((estimate) => estimate ? estimate.upper - estimate.value : 0),
      arrayminus: values.map((estimate) => estimate ? estimate.value - estimate.lower : 0),
      color: hue,
      thickness: 1,
      width: 0,
    },
    line: { color: hue, width: 2 },
    marker: { size: 8, color: hue, symbol },
    customdata: values.map((estimate) => estimateText("accuracy", estimate)),
    hovertemplate: `${name}, %{x}: %{customdata}<extra></extra>`,
  };
}

function titleOf(checks: readonly PerformanceAtCheck[]): string {
  const known = checks.filter(({ estimated, realised }) => estimated && realised);
  if (known.length === 0) {
    return `No check yet has both an estimate and labels to compare it with`;
  }
  const within = known.filter(({ estimated, realised }) =>
    estimated!.lower <= realised!.upper && realised!.lower <= estimated!.upper
  );
  return within.length === known.length
    ? `Estimate and labels agree in ${count(known.length, "check")} that had both`
    : `Estimate and labels disagree in ${known.length - within.length} of ` +
      `${count(known.length, "check")} that had both`;
}
