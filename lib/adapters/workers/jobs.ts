/** The work that workers know how to do, by kind. */
import { enginesFor } from "@/adapters/xgboost/engines.ts";
import type { Dataset } from "@/data/dataset.ts";
import { growTrees } from "@/estimators/forest/grow_trees.ts";
import type { ForestParams } from "@/estimators/forest/params.ts";
import type { RankedColumns } from "@/estimators/forest/ranked_columns.ts";
import { doFitJob, type FitJob } from "@/workflows/fit_job.ts";

/**
 * Functions from one cloneable value to another, by kind; they may be asynchronous. The second
 * argument is what many jobs share.
 */
export type JobTable = Readonly<Record<string, (input: never, kept: never) => unknown>>;

/** What a kind of job is given. */
export type JobInput<Jobs extends JobTable, Kind extends keyof Jobs> = Parameters<Jobs[Kind]>[0];

/** What a kind of job is given beside, once for many; undefined for most kinds. */
export type JobKept<Jobs extends JobTable, Kind extends keyof Jobs> = Parameters<Jobs[Kind]>[1];

/** What a kind of job gives back. */
export type JobOutput<Jobs extends JobTable, Kind extends keyof Jobs> = Awaited<
  ReturnType<Jobs[Kind]>
>;

/** Some of a forest's trees. */
export interface GrowTreesInput {
  readonly ranked: RankedColumns;
  readonly labels: Uint8Array;
  readonly params: ForestParams;
  readonly seeds: Int32Array;
}

/** One fit of a pipeline on a dataset's rows, the dataset being kept. */
export interface FitPipelineInput {
  readonly job: FitJob;
  /** Path of libxgboost, for the estimator that needs it. */
  readonly libxgboost: string | undefined;
}

/** The project's jobs. */
export const jobs = {
  growTrees: ({ ranked, labels, params, seeds }: GrowTreesInput) =>
    growTrees(ranked, labels, params, seeds),
  fitPipeline: (
    { job, libxgboost }: FitPipelineInput,
    dataset: Pick<Dataset, "rows" | "labels">,
  ) => doFitJob(dataset, job, enginesFor(job.recipe.estimator.kind, libxgboost)),
} satisfies JobTable;

/** Type of {@linkcode jobs}. */
export type Jobs = typeof jobs;
