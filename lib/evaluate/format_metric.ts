/** Metrics as text for tables. */
import { metricCatalog, type MetricName } from "@/evaluate/metric_catalog.ts";

/** A value, with its deviation when given: `0.901 ± 0.018` or `82.1 ± 2.3 %`; `–` when undefined. */
export function formatMetric(name: MetricName, value: number, deviation?: number): string {
  if (Number.isNaN(value)) return "–";
  const format = metricCatalog.find((metric) => metric.name === name)?.format;
  const written = (part: number) =>
    format === "percent" ? (100 * part).toFixed(1) : part.toFixed(3);
  const range = deviation === undefined || Number.isNaN(deviation)
    ? ""
    : ` ± ${written(deviation)}`;
  return `${written(value)}${range}${format === "percent" ? " %" : ""}`;
}
