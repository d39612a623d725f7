/** The tables of a model card: inputs, performance, held-out sites and groups of patients. */
import { formatMetric } from "@/evaluate/format_metric.ts";
import type { Interval } from "@/evaluate/intervals/interval.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";
import type { SubsetEvaluation } from "@/evaluate/subset_evaluation.ts";
import type { Column, Schema } from "@/schema/column.ts";
import type { ModelAssessment } from "@/workflows/model/subject.ts";

/** Every input: its name, meaning and values. */
export function inputTable({ features }: Schema): string {
  const meaning = ({ title, description }: Column) => `${title}. ${description}`;
  return table(
    ["input", "meaning", "values"],
    features.map((column) => [`\`${column.name}\``, meaning(column), values(column)]),
  );
}

function values(column: Column): string {
  if (column.kind === "categorical") {
    return column.categories.map(({ code, label }) => `${label} (${code})`).join(", ");
  }
  const [least, most] = column.plausible;
  return `${least} to ${most} ${column.unit}`.trim();
}

/** Every metric on the held-out rows and over the folds. */
export function performanceTable({ holdOut, crossValidation }: ModelAssessment): string {
  const { folds, mean, deviation } = crossValidation;
  return table(
    ["metric", `held-out rows (${holdOut.labels.length})`, `${folds.length}-fold cross-validation`],
    metricCatalog.map(({ name, title }) => [
      title,
      formatMetric(name, holdOut.evaluation[name]),
      formatMetric(name, mean[name], deviation[name]),
    ]),
  );
}

/** Each site, judged by a model that was trained on the others. */
export function siteTable({ sites }: ModelAssessment): string {
  return subsetTable(["site"], sites, ({ site }) => [site]);
}

/** Each group of patients, on out-of-fold predictions. */
export function sliceTable({ slices }: ModelAssessment): string {
  return subsetTable(["column", "group"], slices, ({ title, label }) => [title, label]);
}

function subsetTable<Subset extends SubsetEvaluation>(
  heads: readonly string[],
  subsets: readonly Subset[],
  names: (subset: Subset) => string[],
): string {
  return table(
    [...heads, "rows", "disease", "ROC AUC (95 % interval)", "accuracy (95 % interval)", "recall"],
    subsets.map((subset) => {
      const { rowCount, prevalence, metrics, aucInterval, accuracyInterval } = subset;
      return [
        ...names(subset),
        String(rowCount),
        `${(100 * prevalence).toFixed(0)} %`,
        withInterval("rocAuc", metrics.rocAuc, aucInterval),
        withInterval("accuracy", metrics.accuracy, accuracyInterval),
        formatMetric("recall", metrics.recall),
      ];
    }),
  );
}

function withInterval(
  name: "rocAuc" | "accuracy",
  value: number,
  { lower, upper }: Interval,
): string {
  if (Number.isNaN(value)) return formatMetric(name, value);
  return `${formatMetric(name, value)} (${formatMetric(name, lower)} to ${
    formatMetric(name, upper)
  })`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
