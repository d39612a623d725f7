/** One example of every figure on made-up patients, and the odd ones that break careless drawing. */
import { calibrationCurve } from "@/evaluate/curves/calibration_curve.ts";
import { chooseThreshold } from "@/evaluate/choose_threshold.ts";
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";
import { prCurve } from "@/evaluate/curves/pr_curve.ts";
import { rocCurve } from "@/evaluate/curves/roc_curve.ts";
import { delongInterval } from "@/evaluate/intervals/delong_interval.ts";
import { prAuc } from "@/evaluate/metrics/pr_auc.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import { calibrationFigure } from "@/plots/calibration.ts";
import { classBalanceFigure } from "@/plots/class_balance.ts";
import { confusionMatrixFigure } from "@/plots/confusion_matrix.ts";
import { dataQualityFigure } from "@/plots/data_quality.ts";
import { driftCategoriesFigure } from "@/plots/drift_categories.ts";
import { driftNumbersFigure } from "@/plots/drift_numbers.ts";
import { driftTrendFigure } from "@/plots/drift_trend.ts";
import type { Figure } from "@/plots/figure.ts";
import { importanceFigure } from "@/plots/importance.ts";
import { modelComparisonFigure } from "@/plots/model_comparison.ts";
import { optimizationHistoryFigure } from "@/plots/optimization_history.ts";
import { parallelCoordinatesFigure } from "@/plots/parallel_coordinates.ts";
import { parameterImportanceFigure } from "@/plots/parameter_importance.ts";
import { parameterSlicesFigure } from "@/plots/parameter_slices.ts";
import { performanceNowFigure } from "@/plots/performance_now.ts";
import { performanceTrendFigure } from "@/plots/performance_trend.ts";
import { precisionRecallFigure } from "@/plots/precision_recall.ts";
import { rocCurveFigure } from "@/plots/roc_curve.ts";
import type { StudyInput } from "@/plots/study.ts";
import { thresholdCostFigure } from "@/plots/threshold_cost.ts";
import { tpeDensitiesFigure } from "@/plots/tpe_densities.ts";
import { driftCategories, driftNumbers, driftTrend } from "./example_drift.ts";
import { dataQuality, performanceNow, performanceTrend } from "./example_monitoring.ts";
import {
  emptyStudy,
  failedStudy,
  forestStudy,
  longName,
  oddStudy,
  singleStudy,
  wideStudy,
} from "./example_studies.ts";

const measuredOn = "184 held-out patients";
const costs = { falsePositiveCost: 1, falseNegativeCost: 5 };
const rowCount = 184;

/** 184 labels, five of nine 1. */
export const labels = Uint8Array.from({ length: rowCount }, (_, row) => row % 9 < 5 ? 1 : 0);

/** Probabilities that follow the labels the better, the greater the skill in [0, 1]. */
export function probabilitiesOf(skill: number): Float64Array {
  return Float64Array.from(labels, (label, row) => {
    const chance = (row * 0.6180339887498949) % 1;
    return label === 1 ? 1 - (1 - skill) * chance : (1 - skill) * chance;
  });
}

/** A model for the ROC figure. */
export function rocModel(name: string, skill: number) {
  const probabilities = probabilitiesOf(skill);
  const { threshold } = chooseThreshold(labels, probabilities, costs);
  const matrix = confusionMatrix(labels, predictLabels(probabilities, threshold));
  return {
    name,
    curve: rocCurve(labels, probabilities),
    auc: rocAuc(labels, probabilities),
    interval: delongInterval(labels, probabilities),
    chosen: {
      threshold,
      falsePositiveRate: matrix.falsePositives / (matrix.falsePositives + matrix.trueNegatives),
      truePositiveRate: matrix.truePositives / (matrix.truePositives + matrix.falseNegatives),
    },
  };
}

/** A model for the precision-recall figure. */
export function precisionRecallModel(name: string, skill: number) {
  const probabilities = probabilitiesOf(skill);
  const { threshold } = chooseThreshold(labels, probabilities, costs);
  const matrix = confusionMatrix(labels, predictLabels(probabilities, threshold));
  return {
    name,
    curve: prCurve(labels, probabilities),
    averagePrecision: prAuc(labels, probabilities),
    chosen: {
      threshold,
      precision: matrix.truePositives / (matrix.truePositives + matrix.falsePositives),
      recall: matrix.truePositives / (matrix.truePositives + matrix.falseNegatives),
    },
  };
}

const model = "Random forest";
const probabilities = probabilitiesOf(0.35);
const choice = chooseThreshold(labels, probabilities, costs);
const featureNames = Array.from({ length: 26 }, (_, i) => `Feature ${i + 1}: some category`);

/** One of each figure. */
export const exampleFigures: readonly Figure[] = [
  rocCurveFigure({ models: [rocModel(model, 0.35)], measuredOn }),
  precisionRecallFigure({
    models: [precisionRecallModel(model, 0.35)],
    prevalence: 5 / 9,
    measuredOn,
  }),
  confusionMatrixFigure({
    model,
    counts: confusionMatrix(labels, predictLabels(probabilities, choice.threshold)),
    threshold: choice.threshold,
    measuredOn,
  }),
  calibrationFigure({
    model,
    bins: calibrationCurve(labels, probabilities, { binCount: 10, strategy: "uniform" }),
    probabilities,
    labels,
    measuredOn,
  }),
  importanceFigure({
    model,
    features: featureNames.map((name, i) => ({ name, weight: 2 * (26 - i) / (26 * 27) })),
    measure: "mean decrease of Gini impurity",
  }),
  classBalanceFigure({
    sites: [
      { name: "Cleveland", withoutDisease: 164, withDisease: 139 },
      { name: "Hungary", withoutDisease: 188, withDisease: 106 },
      { name: "Switzerland", withoutDisease: 8, withDisease: 115 },
      { name: "VA Long Beach", withoutDisease: 51, withDisease: 149 },
    ],
  }),
  thresholdCostFigure({
    model,
    curve: choice.curve,
    costs,
    chosen: choice.threshold,
    measuredOn,
  }),
  modelComparisonFigure({
    metrics: ["ROC AUC", "Accuracy", "F1"],
    models: [
      { name: "Logistic regression", scores: scores(0.901, 0.823, 0.839) },
      { name: model, scores: scores(0.899, 0.83, 0.847) },
      { name: "XGBoost", scores: scores(0.894, 0.826, 0.844) },
      { name: "Dummy", baseline: true, scores: scores(0.5, 0.553, 0.712) },
    ],
    measuredBy: "5-fold cross-validation on 920 patients",
  }),
  ...studyFigures(forestStudy(50)),
  tpeDensitiesFigure({
    parameter: "x",
    good: [{ value: 1.2, loss: -0.4 }, { value: 1.6, loss: -0.3 }],
    rest: [-3, -1, 0.5, 2, 3.5].map((value) => ({ value, loss: value ** 2 / 8 })),
    densities: Array.from({ length: 33 }, (_, step) => {
      const value = -4 + step / 4;
      return { value, good: Math.exp(-((value - 1.4) ** 2)) / 2, rest: 0.125 };
    }),
    suggested: 1.5,
  }),
  parameterImportanceFigure({
    weights: { nEstimators: 0.04, maxDepth: 0.55, maxFeatures: 0.3, criterion: 0.11, seed: 0 },
    trialCount: 50,
    scoreName: "ROC AUC",
  }),
  driftNumbersFigure(driftNumbers(200, 8, ["age", "chol"])),
  driftCategoriesFigure(driftCategories(200, 8, ["sex"])),
  driftTrendFigure(driftTrend(20, ["age", "chol"])),
  performanceNowFigure(performanceNow(90)),
  performanceTrendFigure(performanceTrend(12, 6)),
  dataQualityFigure(dataQuality(["age", "sex"])),
];

function studyFigures(study: StudyInput): Figure[] {
  return [
    optimizationHistoryFigure(study),
    parallelCoordinatesFigure(study),
    parameterSlicesFigure(study),
  ];
}

function scores(...means: number[]) {
  return means.map((mean) => ({ mean, deviation: 0.02 }));
}

const longModel = "Gradient boosting with a name that is much longer than names should be";

/** Figures of several models, of one class, of nothing, and with texts that are too long. */
export const oddFigures: readonly Figure[] = [
  rocCurveFigure({
    models: ["Logistic regression", "Random forest", "XGBoost", "Dummy"]
      .map((name, i) => rocModel(name, 0.4 - 0.1 * i)),
    measuredOn,
  }),
  rocCurveFigure({
    models: [{
      name: model,
      curve: rocCurve(new Uint8Array(3), Float64Array.of(0.1, 0.2, 0.3)),
      auc: NaN,
      interval: { lower: NaN, upper: NaN },
    }],
    measuredOn: "3 patients",
  }),
  precisionRecallFigure({
    models: [precisionRecallModel("XGBoost", 0.3), precisionRecallModel(longModel, 0.2)],
    prevalence: 5 / 9,
    measuredOn,
  }),
  precisionRecallFigure({ models: [], prevalence: 0, measuredOn: "3 patients" }),
  confusionMatrixFigure({
    model: longModel,
    counts: { trueNegatives: 2, falsePositives: 1, falseNegatives: 0, truePositives: 0 },
    threshold: 0.5,
    measuredOn: "3 patients",
  }),
  calibrationFigure({ model, bins: [], probabilities: [], labels: [], measuredOn: "0 patients" }),
  calibrationFigure({
    model,
    bins: [0.011, 0.013, 0.05, 0.06, 0.94, 0.987, 0.999].map((meanProbability) => ({
      meanProbability,
      positiveShare: meanProbability,
      rowCount: 1234,
    })),
    probabilities,
    labels,
    measuredOn,
  }),
  importanceFigure({
    model: longModel,
    features: [{ name: "Resting blood pressure of a patient (mm Hg)", weight: 1 }],
    measure: "gain",
  }),
  importanceFigure({ model: "Dummy", features: [], measure: "none" }),
  classBalanceFigure({ sites: [{ name: "Cleveland", withoutDisease: 0, withDisease: 3 }] }),
  classBalanceFigure({ sites: [] }),
  thresholdCostFigure({
    model,
    curve: [{ threshold: 0.5, cost: 0 }],
    costs,
    chosen: 0.5,
    measuredOn: "3 patients",
  }),
  modelComparisonFigure({
    metrics: ["ROC AUC"],
    models: [{ name: model, scores: [{ mean: NaN, deviation: NaN }] }],
    measuredBy: "nothing",
  }),
  ...[
    forestStudy(200, 20),
    forestStudy(12, 0),
    oddStudy(40),
    oddStudy(3),
    wideStudy(30),
    singleStudy(),
    singleStudy({ state: "pruned" }),
    failedStudy(8),
    forestStudy(0),
    emptyStudy,
  ].flatMap(studyFigures),
  ...[{ [longName]: 0.7, other: 0.3, unused: 0 }, { alone: 1 }, { a: 0, b: 0 }, {}].map((weights) =>
    parameterImportanceFigure({ weights, trialCount: 40, scoreName: "ROC AUC" })
  ),
  ...[driftNumbers(200, 0, []), driftNumbers(3, 0, []), driftNumbers(0, 0, [])]
    .map(driftNumbersFigure),
  driftNumbersFigure({ columns: [], measuredOn }),
  ...[driftCategories(200, 0, []), driftCategories(2, 0, []), driftCategories(0, 0, ["sex"])]
    .map(driftCategoriesFigure),
  driftCategoriesFigure({ variables: [], measuredOn }),
  ...[
    driftTrend(0, []),
    driftTrend(1, []),
    driftTrend(2, []),
    driftTrend(300, ["age", "chol", "cp", "ca", "sex", "thal"]),
  ].map(driftTrendFigure),
  performanceNowFigure(performanceNow(0)),
  ...[performanceTrend(0), performanceTrend(1), performanceTrend(200)].map(performanceTrendFigure),
  dataQualityFigure(dataQuality([])),
];
