/** The figures of a first look at the table, before any model. */
import type { Dataset } from "@/data/dataset.ts";
import { missingBySite } from "@/data/missingness.ts";
import { outcomeCounts } from "@/data/outcome_counts.ts";
import { rankCorrelations, type Variable } from "@/data/rank_correlation.ts";
import { correlationsFigure } from "@/plots/correlations.ts";
import { diseaseRatesFigure } from "@/plots/disease_rates.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import type { Figure } from "@/plots/figure.ts";
import { missingnessFigure } from "@/plots/missingness.ts";
import { numericDistributionsFigure } from "@/plots/numeric_distributions.ts";
import { patientsOf } from "@/workflows/patients_of.ts";
import type { NumericColumn } from "@/schema/column.ts";
import { heartSchema } from "@/schema/heart.ts";

/** What is missing, by column and hospital. */
export function missingValuesFigure(dataset: Dataset): Figure {
  return missingnessFigure({
    columns: heartSchema.features.map(({ title }) => title),
    sites: missingBySite(heartSchema, dataset).map(({ site, rowCount, missingCounts }) => ({
      name: site,
      rowCount,
      missingCounts,
    })),
  });
}

/** Every numeric feature's distribution, by outcome. */
export function numbersByOutcomeFigure(dataset: Dataset): Figure {
  return numericDistributionsFigure({
    columns: numericColumns().map(({ name }) => ({
      title: featureTitle(heartSchema, name),
      values: valuesOf(dataset, name),
    })),
    labels: dataset.labels,
    measuredOn: patientsOf(dataset),
  });
}

/** Share with disease by category of every categorical feature. */
export function categoriesByOutcomeFigure(dataset: Dataset): Figure {
  const columns = heartSchema.features.filter((column) => column.kind === "categorical");
  return diseaseRatesFigure({
    name: "categories",
    variables: columns.map(({ name, title, categories }) => ({
      title,
      counts: outcomeCounts(
        categories.map(({ label }) => label),
        dataset.rows.map((row) => row[name] as string | null),
        dataset.labels,
      ).map((entry) => ({ ...entry, group: yesOrNo(entry.group) })),
    })),
    prevalence: prevalenceOf(dataset),
    measuredOn: patientsOf(dataset),
  });
}

/** Share with disease by whether a value was recorded at all, and by hospital. */
export function shortcutsFigure(dataset: Dataset): Figure {
  const { rows, sites, labels } = dataset;
  const columns = heartSchema.features.filter(({ missingIndicator }) => missingIndicator);
  return diseaseRatesFigure({
    name: "shortcuts",
    variables: [
      {
        title: heartSchema.site.title,
        counts: outcomeCounts(heartSchema.site.categories.map(({ label }) => label), sites, labels),
      },
      ...columns.map(({ name, title }) => ({
        title,
        counts: outcomeCounts(
          ["recorded", "not recorded"],
          rows.map((row) => row[name] === null ? "not recorded" : "recorded"),
          labels,
        ),
      })),
    ],
    prevalence: prevalenceOf(dataset),
    measuredOn: patientsOf(dataset),
  });
}

/** How the outcome and the numeric features go together, pair by pair. */
export function rankCorrelationsFigure(dataset: Dataset): Figure {
  const variables: Variable[] = [
    { name: "Disease", values: Float64Array.from(dataset.labels) },
    ...numericColumns().map(({ name, title }) => ({
      name: title,
      values: valuesOf(dataset, name),
    })),
  ];
  return correlationsFigure({
    names: variables.map(({ name }) => name),
    matrix: rankCorrelations(variables),
    measuredOn: patientsOf(dataset),
  });
}

function numericColumns(): NumericColumn[] {
  return heartSchema.features.filter((column) => column.kind === "numeric");
}

function valuesOf({ rows }: Dataset, name: string): Float64Array {
  return Float64Array.from(rows, (row) => (row[name] as number | null) ?? NaN);
}

function prevalenceOf({ labels }: Dataset): number {
  return labels.reduce((sum, label) => sum + label, 0) / labels.length;
}

function yesOrNo(label: string): string {
  return { TRUE: "yes", FALSE: "no" }[label] ?? label;
}
