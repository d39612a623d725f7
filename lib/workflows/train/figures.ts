/** The figures of an assessed model. */
import type { Dataset } from "@/data/dataset.ts";
import type { ErrorCosts } from "@/evaluate/choose_threshold.ts";
import {
  type ConfusionMatrix,
  confusionMatrix,
  predictLabels,
} from "@/evaluate/confusion_matrix.ts";
import { calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";
import { prCurve } from "@/evaluate/curves/pr_curve.ts";
import { rocCurve } from "@/evaluate/curves/roc_curve.ts";
import { delongInterval } from "@/evaluate/intervals/delong_interval.ts";
import { precision } from "@/evaluate/metrics/precision.ts";
import { prAuc } from "@/evaluate/metrics/pr_auc.ts";
import { recall } from "@/evaluate/metrics/recall.ts";
import { specificity } from "@/evaluate/metrics/specificity.ts";
import { metricCatalog, type MetricName } from "@/evaluate/metric_catalog.ts";
import { estimatorCatalog } from "@/estimators/catalog.ts";
import { calibrationFigure } from "@/plots/calibration.ts";
import { classBalanceFigure } from "@/plots/class_balance.ts";
import { confusionMatrixFigure } from "@/plots/confusion_matrix.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import type { Figure } from "@/plots/figure.ts";
import { importanceFigure } from "@/plots/importance.ts";
import { modelComparisonFigure } from "@/plots/model_comparison.ts";
import { precisionRecallFigure } from "@/plots/precision_recall.ts";
import { rocCurveFigure } from "@/plots/roc_curve.ts";
import { thresholdCostFigure } from "@/plots/threshold_cost.ts";
import { featureNames } from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { patientsOf } from "@/workflows/patients_of.ts";
import type { Assessment } from "@/workflows/train/assess.ts";

/** One model's predictions, and the words for how they came about. */
interface Scored {
  readonly model: string;
  readonly labels: Uint8Array;
  readonly probabilities: Float64Array;
  readonly threshold: number;
  readonly counts: ConfusionMatrix;
  readonly measuredOn: string;
}

/** Metrics by which models are compared, all in [0, 1] and more is better. */
const comparedMetrics = ["rocAuc", "prAuc", "accuracy", "recall", "specificity"] as const;

/** Each model's curves in one plane, judged by cross-validation: ROC, then precision and recall. */
export function curveFigures(assessments: readonly Assessment[], dataset: Dataset): Figure[] {
  const scored = assessments.map((assessment) => scoredByFolds(assessment, dataset));
  return [rocFigure(scored), prFigure(scored)];
}

/** All models side by side, the dummy among them. */
export function comparisonFigure(assessments: readonly Assessment[], dataset: Dataset): Figure {
  const titleOf = (name: MetricName) =>
    metricCatalog.find((metric) => metric.name === name)?.title ?? name;
  const [first] = assessments;
  return modelComparisonFigure({
    metrics: comparedMetrics.map(titleOf),
    models: assessments.map(({ recipe, crossValidation: { mean, deviation } }) => ({
      name: estimatorCatalog[recipe.estimator.kind].title,
      baseline: recipe.estimator.kind === "dummy",
      scores: comparedMetrics.map((name) => ({ mean: mean[name], deviation: deviation[name] })),
    })),
    measuredBy: `${first?.crossValidation.folds.length ?? 0}-fold cross-validation on ${
      patientsOf(dataset)
    }`,
  });
}

/** Every figure of a model, judged by cross-validation so that all patients count. */
export function assessmentFigures(
  assessment: Assessment,
  dataset: Dataset,
  costs: ErrorCosts,
): Figure[] {
  const { pipeline, recipe, thresholdChoice } = assessment;
  const { importanceMeasure } = estimatorCatalog[recipe.estimator.kind];
  const scored = scoredByFolds(assessment, dataset);
  const { model, labels, probabilities, measuredOn } = scored;
  const patients = patientsOf(dataset);
  const importance = pipeline.estimator.importance();
  return [
    rocFigure([scored]),
    prFigure([scored]),
    confusionMatrixFigure(scored),
    calibrationFigure({
      ...scored,
      bins: calibrationCurve(labels, probabilities, { binCount: 10, strategy: "quantile" }),
    }),
    importanceFigure({
      model,
      features: featureNames(pipeline.encoder).map((name, index) => ({
        name: featureTitle(heartSchema, name),
        weight: importance[index],
      })),
      measure: importanceMeasure,
    }),
    thresholdCostFigure({
      model,
      curve: thresholdChoice.curve,
      costs,
      chosen: thresholdChoice.threshold,
      measuredOn: `the training part's ${measuredOn.replace(patients, "patients")}`,
    }),
    classBalanceFigure({ sites: siteCounts(dataset) }),
  ];
}

function scoredByFolds(
  { crossValidation, pipeline: { threshold }, recipe }: Assessment,
  dataset: Dataset,
): Scored {
  const { labels } = dataset;
  const { probabilities, folds } = crossValidation;
  return {
    model: estimatorCatalog[recipe.estimator.kind].title,
    labels,
    probabilities,
    threshold,
    counts: confusionMatrix(labels, predictLabels(probabilities, threshold)),
    measuredOn: `${patientsOf(dataset)} by ${folds.length}-fold cross-validation`,
  };
}

function rocFigure(scored: readonly Scored[]): Figure {
  return rocCurveFigure({
    models: scored.map(({ model, labels, probabilities, threshold, counts }) => {
      const { auc, lower, upper } = delongInterval(labels, probabilities);
      return {
        name: model,
        curve: rocCurve(labels, probabilities),
        auc,
        interval: { lower, upper },
        chosen: {
          threshold,
          falsePositiveRate: 1 - specificity(counts),
          truePositiveRate: recall(counts),
        },
      };
    }),
    measuredOn: scored[0].measuredOn,
  });
}

function prFigure(scored: readonly Scored[]): Figure {
  const [{ labels, measuredOn }] = scored;
  return precisionRecallFigure({
    models: scored.map(({ model, labels, probabilities, threshold, counts }) => ({
      name: model,
      curve: prCurve(labels, probabilities),
      averagePrecision: prAuc(labels, probabilities),
      chosen: { threshold, precision: precision(counts), recall: recall(counts) },
    })),
    prevalence: labels.reduce((sum, label) => sum + label, 0) / labels.length,
    measuredOn,
  });
}

/** Patients by site and outcome. */
export function siteCounts({ sites, labels }: Dataset) {
  return [...new Set(sites)].sort().map((name) => {
    const own = labels.filter((_, index) => sites[index] === name);
    const withDisease = own.reduce((sum, label) => sum + label, 0);
    return { name, withDisease, withoutDisease: own.length - withDisease };
  });
}
