/** Writes an assessed model into its run: parameters, metrics, dataset, tables, plots and pipeline. */
import { confusionMatrix, predictLabels } from "@/evaluate/confusion_matrix.ts";
import {
  classificationReport,
  formatClassificationReport,
} from "@/evaluate/classification_report.ts";
import { estimatorCatalog } from "@/estimators/catalog.ts";
import type { Figure } from "@/plots/figure.ts";
import { recipeParams } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";
import type { Assessment } from "@/workflows/train/assess.ts";
import { testShare } from "@/workflows/train/assess.ts";
import { assessmentFigures } from "@/workflows/train/figures.ts";
import { metricPoints } from "@/workflows/train/metrics.ts";
import { assessmentTables } from "@/workflows/train/tables.ts";
import type { TrainInput, TrainPlan } from "@/workflows/train/train.ts";
import type { PlotRenderer } from "@/workflows/plot_renderer.ts";
import { toModel } from "@/workflows/model/model.ts";
import type { ModelSubject } from "@/workflows/model/subject.ts";
import type { DatasetInput, LoggedModel, MetricPoint, TrackedRun } from "@/workflows/tracker.ts";

/** Words for label 0 and label 1. */
export const classNames = ["no disease", "disease"] as const;

/** What a model's run tells beside the model. */
export interface LogContext {
  readonly plan: Pick<TrainPlan, "foldCount" | "costs" | "threshold">;
  readonly input: TrainInput;
  readonly renderer: PlotRenderer;
  /** Figures beyond the model's own, once they are there, such as all models side by side. */
  readonly moreFigures: Promise<readonly Figure[]>;
  /** Metrics beyond the assessment's. */
  readonly morePoints?: readonly MetricPoint[];
}

/** Logs everything about a model, and the model itself; resolves when the tracker has it all. */
export async function logAssessment(
  run: TrackedRun,
  assessment: Assessment,
  { plan, input, renderer, moreFigures, morePoints = [] }: LogContext,
): Promise<LoggedModel> {
  const { recipe, pipeline } = assessment;
  const { title } = estimatorCatalog[recipe.estimator.kind];
  const figures = assessmentFigures(assessment, input.dataset, plan.costs);
  const draw = async (figure: Figure) =>
    run.logArtifact(`plots/${figure.name}.svg`, await renderer.svg(figure));
  const tables = Object.entries(assessmentTables(assessment));
  const dataset = datasetInput(input);
  const points = [...metricPoints(assessment), ...morePoints];
  const [model] = await Promise.all([
    logModel(run, { assessment, dataset: input.dataset, origin: input.origin }, dataset, points),
    run.logParams({
      ...recipeParams(recipe, pipeline.params),
      folds: plan.foldCount,
      testShare,
      threshold: pipeline.threshold,
      thresholdRule: plan.threshold === "cost" ? "cost" : "fixed",
      falsePositiveCost: plan.costs.falsePositiveCost,
      falseNegativeCost: plan.costs.falseNegativeCost,
      rows: input.dataset.rows.length,
      features: pipeline.estimator.featureCount,
    }),
    run.logMetrics(points.filter(({ step }) => step !== undefined)),
    run.setTags({
      "data.source": input.dataset.source,
      "data.digest": input.dataset.digest,
      "schema.fingerprint": schemaFingerprint(heartSchema),
    }),
    run.logArtifact("classification_report.txt", reportText(assessment)),
    ...tables.map(([name, records]) =>
      run.logArtifact(`tables/${name}.json`, `${JSON.stringify(records, null, 1)}\n`)
    ),
    ...figures.map(draw),
    moreFigures.then(async (more) => {
      const page = { title, description: describe(input) };
      const report = renderer.html([...figures, ...more], page);
      await Promise.all([...more.map(draw), run.logArtifact("report.html", await report)]);
    }),
  ]);
  return model;
}

/** The metrics of the folds are the run's alone: on the model's page each step would stand apart. */
async function logModel(
  run: TrackedRun,
  subject: ModelSubject,
  dataset: DatasetInput,
  points: readonly MetricPoint[],
): Promise<LoggedModel> {
  await run.logDataset(dataset);
  const model = await run.logModel(toModel(subject));
  const { name, digest } = dataset;
  await run.logMetrics(
    points.filter(({ step }) => step === undefined),
    { modelId: model.id, dataset: { name, digest } },
  );
  return model;
}

function reportText({ holdOut, pipeline }: Assessment): string {
  const predicted = predictLabels(holdOut.probabilities, pipeline.threshold);
  const matrix = confusionMatrix(holdOut.labels, predicted);
  return formatClassificationReport(classificationReport(matrix, classNames));
}

function describe({ dataset, origin }: TrainInput): string {
  const kind = dataset.source === "synthetic" ? "Synthetic data" : "Data";
  return `${kind} from ${origin}: ${dataset.rows.length} patients, digest ${
    dataset.digest.slice(0, 12)
  }.`;
}

/** The dataset in MLflow's words; its digests hold at most 36 characters. */
function datasetInput({ dataset, origin }: TrainInput): DatasetInput {
  const columns = heartSchema.columns.map((column) => ({
    name: column.name,
    type: column.kind === "categorical"
      ? "string" as const
      : column.role === "feature"
      ? "double" as const
      : "long" as const,
  }));
  return {
    name: heartSchema.name,
    digest: dataset.digest.slice(0, 32),
    context: "training",
    source: origin,
    columns,
    rowCount: dataset.rows.length,
  };
}
