/** A model's performance now: as estimated without labels, and as labels show, beside its past. */
import { formatMetric } from "@/evaluate/format_metric.ts";
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import { metricCatalog, type MetricName } from "@/evaluate/metric_catalog.ts";
import { type Dot, dotRows } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { count } from "@/plots/wording.ts";

/** What {@linkcode performanceNowFigure} draws. */
export interface PerformanceNowInput {
  /** At least one, all better when higher. */
  readonly metrics: readonly PerformanceMetric[];
  /** Answers of the window, and answers whose labels have come. */
  readonly rowCount: number;
  readonly labelCount: number;
}

/** One metric at three points; undefined where it is not known. */
export interface PerformanceMetric {
  readonly name: MetricName;
  /** On the training rows, by models that had not seen them. */
  readonly expected: number;
  /** On the window, without labels. */
  readonly estimated: Estimate | undefined;
  /** On labelled answers; bounds are NaN where no interval is known. */
  readonly realised: Estimate | undefined;
}

const rowPx = 54;

/** Draws a row a metric, with 95% intervals. */
export function performanceNowFigure(input: PerformanceNowInput): Figure {
  const { metrics, rowCount, labelCount } = input;
  const titled = metrics.map((metric) => ({ ...metric, title: titleOfMetric(metric.name) }));
  const dot = (series: string, { name, title }: typeof titled[number], value: Estimate): Dot => ({
    ...value,
    hover: `${title}, ${series.toLowerCase()}: ${estimateText(name, value)}`,
  });
  const series = [
    {
      name: "At training",
      colour: colour.muted,
      symbol: "diamond",
      of: ({ expected }: PerformanceMetric) => ({ value: expected, lower: NaN, upper: NaN }),
    },
    {
      name: "Estimated now",
      colour: colour.blue,
      of: ({ estimated }: PerformanceMetric) => estimated,
    },
    {
      name: "Realised",
      colour: colour.vermillion,
      symbol: "square",
      of: ({ realised }: PerformanceMetric) => realised,
    },
  ];
  const { data, yaxis, marginLeftPx } = dotRows(
    titled.map(({ title }) => title),
    series.map(({ of, ...look }) => ({
      ...look,
      dots: titled.map((metric) => {
        const value = of(metric);
        return value === undefined ? null : dot(look.name, metric, value);
      }),
    })),
  );
  return {
    name: "performance",
    title: titleOf(input),
    subtitle: "Estimated from the probabilities alone (CBPE) on " +
      `${count(rowCount, "answer")}; realised on ${count(labelCount, "answer")} whose labels ` +
      "came since the last check. Bars are 95% intervals.",
    data,
    layout: {
      height: 100 + rowPx * titled.length,
      margin: { l: marginLeftPx, t: 24, r: 28 },
      xaxis: { title: { text: "Score" }, dtick: 0.1 },
      yaxis,
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
    },
    table: {
      columns: ["Metric", ...series.map(({ name }) => name)],
      rows: titled.map((metric) => [
        metric.title,
        ...series.map(({ of }) => estimateText(metric.name, of(metric))),
      ]),
    },
  };
}

function titleOfMetric(name: MetricName): string {
  return metricCatalog.find((metric) => metric.name === name)!.title;
}

function titleOf({ metrics: [{ name, expected, estimated, realised }] }: PerformanceNowInput) {
  const stated = [
    ...(realised ? [`is ${estimateText(name, realised)} where labels have come`] : []),
    ...(estimated ? [`is estimated at ${estimateText(name, estimated)}`] : []),
  ];
  return `${titleOfMetric(name)} ${stated.join(" and ") || "is not known now"}; it was ` +
    `${formatMetric(name, expected)} at training`;
}

/** A value with its interval, such as `81.2 % (76.0 % to 85.9 %)`. */
export function estimateText(name: MetricName, estimate: Estimate | undefined): string {
  if (estimate === undefined) return "–";
  const { value, lower, upper } = estimate;
  const range = Number.isFinite(lower) && Number.isFinite(upper)
    ? ` (${formatMetric(name, lower)} to ${formatMetric(name, upper)})`
    : "";
  return `${formatMetric(name, value)}${range}`;
}
