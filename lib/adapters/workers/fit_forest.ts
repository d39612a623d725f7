/** A forest whose trees are grown in worker threads: the same bytes as in one thread. */
import type { WorkerPool } from "@/adapters/workers/pool.ts";
import type { Jobs } from "@/adapters/workers/jobs.ts";
import type { FitOptions } from "@/estimators/contract.ts";
import type { Matrix } from "@/data/matrix.ts";
import { treeSeeds } from "@/estimators/forest/draws.ts";
import { type FittedForest, fittedForest } from "@/estimators/forest/fitted.ts";
import { checkForestInput } from "@/estimators/forest/forest.ts";
import type { ForestParams } from "@/estimators/forest/params.ts";
import { rankColumns, type RankedColumns } from "@/estimators/forest/ranked_columns.ts";
import { concatenateTrees } from "@/estimators/forest/trees.ts";

/** Jobs per thread, so that threads which finish early find more to do. */
const jobsPerThread = 4;

/**
 * Fits a forest on all threads of a pool.
 *
 * @param signal stops the work when aborted
 * @throws {UserError} as {@linkcode fitForest} does
 */
export async function fitForestInWorkers(
  pool: WorkerPool<Jobs>,
  X: Matrix,
  y: Uint8Array,
  params: ForestParams,
  options: FitOptions,
  signal?: AbortSignal,
): Promise<FittedForest> {
  checkForestInput(X, y, params, options);
  const ranked = shareColumns(rankColumns(X));
  const labels = shared(Uint8Array, y);
  const seeds = treeSeeds(options.seed, X, params);
  const jobCount = Math.min(seeds.length, pool.size * jobsPerThread);
  const cut = (job: number) => Math.round(job * seeds.length / jobCount);
  const parts = await Promise.all(Array.from({ length: jobCount }, (_, job) => {
    const input = { ranked, labels, params, seeds: seeds.slice(cut(job), cut(job + 1)) };
    return pool.run("growTrees", input, { signal });
  }));
  const trees = concatenateTrees(parts);
  return fittedForest({ params, seed: options.seed, featureCount: X.columnCount, trees });
}

function shareColumns(ranked: RankedColumns): RankedColumns {
  return {
    ...ranked,
    ranks: shared(Int32Array, ranked.ranks),
    values: shared(Float64Array, ranked.values),
    starts: shared(Int32Array, ranked.starts),
  };
}

type Values = Uint8Array | Int32Array | Float64Array;

interface ValuesConstructor<T extends Values> {
  new (buffer: SharedArrayBuffer): T;
  readonly BYTES_PER_ELEMENT: number;
}

/** A copy that all threads see, instead of one for each. */
function shared<T extends Values>(Constructor: ValuesConstructor<T>, values: T): T {
  const copy = new Constructor(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
