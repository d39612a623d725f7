/** The work that workers know how to do, by kind. */
import { growTrees } from "@/estimators/forest/grow_trees.ts";
import type { ForestParams } from "@/estimators/forest/params.ts";
import type { RankedColumns } from "@/estimators/forest/ranked_columns.ts";

/** Functions from one cloneable value to another, by kind; they may be asynchronous. */
export type JobTable = Readonly<Record<string, (input: never) => unknown>>;

/** What a kind of job is given. */
export type JobInput<Jobs extends JobTable, Kind extends keyof Jobs> = Parameters<Jobs[Kind]>[0];

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

/** The project's jobs. */
export const jobs = {
  growTrees: ({ ranked, labels, params, seeds }: GrowTreesInput) =>
    growTrees(ranked, labels, params, seeds),
} satisfies JobTable;

/** Type of {@linkcode jobs}. */
export type Jobs = typeof jobs;
