/** Every metric by name: what it is called in MLflow and in tables, and which way is better. */

/** How a metric is presented. */
export interface MetricInfo {
  /** Field name in an evaluation. */
  readonly name: string;
  /** Name in MLflow. */
  readonly mlflowName: string;
  /** Words for a person. */
  readonly title: string;
  readonly higherIsBetter: boolean;
  readonly format: "decimal" | "percent";
}

/** The metrics, in the order of tables. */
export const metricCatalog = [
  {
    name: "rocAuc",
    mlflowName: "roc_auc",
    title: "ROC AUC",
    higherIsBetter: true,
    format: "decimal",
  },
  {
    name: "prAuc",
    mlflowName: "pr_auc",
    title: "PR AUC",
    higherIsBetter: true,
    format: "decimal",
  },
  {
    name: "accuracy",
    mlflowName: "accuracy",
    title: "Accuracy",
    higherIsBetter: true,
    format: "percent",
  },
  {
    name: "balancedAccuracy",
    mlflowName: "balanced_accuracy",
    title: "Balanced accuracy",
    higherIsBetter: true,
    format: "percent",
  },
  {
    name: "precision",
    mlflowName: "precision",
    title: "Precision",
    higherIsBetter: true,
    format: "percent",
  },
  {
    name: "recall",
    mlflowName: "recall",
    title: "Recall",
    higherIsBetter: true,
    format: "percent",
  },
  {
    name: "specificity",
    mlflowName: "specificity",
    title: "Specificity",
    higherIsBetter: true,
    format: "percent",
  },
  { name: "f1", mlflowName: "f1", title: "F1", higherIsBetter: true, format: "decimal" },
  {
    name: "matthews",
    mlflowName: "matthews",
    title: "Matthews correlation",
    higherIsBetter: true,
    format: "decimal",
  },
  {
    name: "logLoss",
    mlflowName: "log_loss",
    title: "Log loss",
    higherIsBetter: false,
    format: "decimal",
  },
  {
    name: "brierScore",
    mlflowName: "brier_score",
    title: "Brier score",
    higherIsBetter: false,
    format: "decimal",
  },
  {
    name: "calibrationError",
    mlflowName: "calibration_error",
    title: "Calibration error",
    higherIsBetter: false,
    format: "decimal",
  },
] as const satisfies readonly MetricInfo[];

/** Name of a metric. */
export type MetricName = typeof metricCatalog[number]["name"];

/** A value of every metric; NaN where one is undefined. */
export type Evaluation = Readonly<Record<MetricName, number>>;
