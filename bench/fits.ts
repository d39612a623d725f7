/** `deno task bench`: our fits against the npm libraries and scikit-learn, side by side in one run. */
import LogisticRegression from "ml-logistic-regression";
import { Matrix as LibraryMatrix } from "ml-matrix";
import { RandomForestClassifier } from "ml-random-forest";
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { fitForestInWorkers } from "@/adapters/workers/fit_forest.ts";
import { openWorkerPool } from "@/adapters/workers/pool.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { libraryOptions, toLibraryJson } from "@/estimators/forest/library_model.ts";
import { forestParams } from "@/estimators/forest/params.ts";
import { logisticEstimator } from "@/estimators/logistic/estimator.ts";
import { trainLibraryModel } from "@/estimators/logistic/library_model.ts";
import { logisticParams } from "@/estimators/logistic/params.ts";
import { selectRows } from "@/data/matrix.ts";
import { type BenchData, benchData } from "./bench_data.ts";
import { managedPython, timeSklearn } from "./sklearn.ts";
import { timed, type Timing, timingOf } from "./timing.ts";

interface Flags {
  readonly rows: number;
  readonly trees: number;
  readonly repeats: number;
  readonly seed: number;
  readonly python: string;
  readonly full?: true;
  readonly json?: true;
}

/** One line of the result: who did what, in what time. */
interface Result extends Timing {
  readonly task: string;
  readonly who: string;
  /** Whether the model equals the npm library's, byte for byte; undefined where not compared. */
  readonly sameModel?: boolean;
}

/** Trees of the npm library that are really grown, unless `--full`; the time is scaled up. */
const sampledTrees = 10;
/** Above this many rows the npm libraries are left out: they would take hours. */
const mostLibraryRows = 3000;

const command = taskCommand("bench", "Times our fits against the npm libraries and scikit-learn.")
  .option("--rows <count>", "rows of the synthetic table", integerFlag(10, 1_000_000), 736)
  .option("--trees <count>", "trees of each forest", integerFlag(1, 10_000), 100)
  .option("--repeats <count>", "measured runs of each quick fit", integerFlag(1, 1000), 9)
  .option("--seed <integer>", "seed of the table and the forests", integerFlag(0, 2 ** 32 - 1), 42)
  .option("--python <path>", "Python with scikit-learn", managedPython)
  .option("--full", `grow all trees of the npm library instead of ${sampledTrees}`)
  .option("--json", "print all times as JSON")
  .action(async (flags: Flags) => {
    const data = benchData(flags.rows, flags.seed);
    const results = [
      // First, because ml-matrix gets slower once ml-random-forest has used its other classes.
      ...timeLogistic(data, flags),
      ...await timeForests(data, flags),
      ...timePredictions(data, flags),
      ...await timePython(data, flags),
    ];
    console.log(flags.json ? JSON.stringify({ flags, results }, null, 2) : report(results, flags));
  });

/** The library's own defaults, but for depth, which JSON cannot write as infinite. */
const forestOf = (nEstimators: number) =>
  forestParams({
    nEstimators,
    maxFeatures: 1,
    replacement: true,
    maxDepth: 1_000_000,
    minNumSamples: 3,
    gainThreshold: 0.01,
  });

async function timeForests(data: BenchData, flags: Flags): Promise<Result[]> {
  const { X, y, featureNames } = data;
  const { seed, repeats, trees, rows } = flags;
  const task = `forest, ${trees} trees`;
  const params = forestOf(trees);
  const fit = () => forestEstimator(params).fit(X, y, { seed, featureNames });
  const ours = timed(fit, repeats, true);

  using pool = openWorkerPool(navigator.hardwareConcurrency);
  const inWorkers: number[] = [];
  for (let run = 0; run <= repeats; run++) {
    const startMs = performance.now();
    await fitForestInWorkers(pool, X, y, params, { seed, featureNames });
    if (run > 0) inWorkers.push(performance.now() - startMs);
  }
  const results: Result[] = [
    { task, who: "ours, 1 thread", ...ours },
    { task, who: `ours, ${pool.size} workers`, ...timingOf(inWorkers) },
  ];
  if (rows > mostLibraryRows) return results;

  const grown = flags.full ? trees : Math.min(trees, sampledTrees);
  const sample = forestOf(grown);
  const library = new RandomForestClassifier(libraryOptions(sample, seed));
  const libraryRows = rowsOf(data);
  const { medianMs } = timed(() => library.train(libraryRows, [...y]), 1, false);
  const same = forestEstimator(sample).fit(X, y, { seed, featureNames });
  return [...results, {
    task,
    who: `npm:ml-random-forest${grown < trees ? ` (${grown} trees, scaled)` : ""}`,
    ...timingOf([medianMs * trees / grown]),
    sameModel: JSON.stringify(toLibraryJson(same.forest)) === JSON.stringify(library),
  }];
}

function timeLogistic(data: BenchData, { repeats, rows, seed }: Flags): Result[] {
  const { X, y, featureNames } = data;
  // The gradient is a sum over the rows: the rate follows their number.
  const params = logisticParams({ numSteps: 1000, learningRate: 0.736 / rows });
  const task = `logistic, ${params.numSteps} steps`;
  const fit = () => logisticEstimator(params).fit(X, y, { seed, featureNames });
  const both = () => trainLibraryModel(X, y, params);
  const results: Result[] = [
    { task, who: "ours", ...timed(fit, repeats, true) },
    { task, who: "ours, with the library's second classifier", ...timed(both, repeats, true) },
  ];
  if (rows > mostLibraryRows) return results;

  const library = new LogisticRegression(params);
  const libraryX = new LibraryMatrix(rowsOf(data).map((row) => [...row, 1]));
  const train = () => library.train(libraryX, LibraryMatrix.columnVector([...y]));
  return [...results, {
    task,
    who: "npm:ml-logistic-regression",
    ...timed(train, 3, false),
    sameModel: JSON.stringify(both()) === JSON.stringify(library),
  }];
}

function timePredictions({ X, y, featureNames }: BenchData, flags: Flags): Result[] {
  const { repeats, seed, trees } = flags;
  const fitted = forestEstimator({ nEstimators: trees }).fit(X, y, { seed, featureNames });
  const single = selectRows(X, [0]);
  const thousand = () => {
    for (let i = 0; i < 1000; i++) fitted.predictProba(single);
  };
  return [
    {
      task: `forest, predict ${X.rowCount} rows`,
      who: "ours",
      ...timed(() => fitted.predictProba(X), repeats, true),
    },
    { task: "forest, predict 1 row 1000 times", who: "ours", ...timed(thousand, repeats, true) },
  ];
}

async function timePython(data: BenchData, flags: Flags): Promise<Result[]> {
  const { python, trees, repeats, rows } = flags;
  const times = await timeSklearn(python, data, trees, repeats);
  if (!times) {
    console.error(`scikit-learn is left out: there is no ${python}. Run: deno task mlflow`);
    return [];
  }
  const who = `scikit-learn ${times.version}`;
  const forest = `forest, ${trees} trees`;
  return [
    { task: forest, who: `${who}, 1 job`, ...timingOf(times.forest) },
    { task: forest, who: `${who}, 1 job, all columns`, ...timingOf(times.forestAllColumns) },
    { task: "logistic, 1000 steps", who: `${who}, lbfgs`, ...timingOf(times.logistic) },
    { task: `forest, predict ${rows} rows`, who, ...timingOf(times.forestPredict) },
  ];
}

function rowsOf({ X }: BenchData): number[][] {
  return Array.from(
    { length: X.rowCount },
    (_, row) => [...X.values.subarray(row * X.columnCount, (row + 1) * X.columnCount)],
  );
}

/** A table for people; ratios are to our own time in the same task. */
function report(results: readonly Result[], { rows, repeats }: Flags): string {
  const tasks = [...new Set(results.map(({ task }) => task))];
  const lines = tasks.flatMap((task) => {
    const inTask = results.filter((result) => result.task === task);
    const ours = inTask[0].medianMs;
    return inTask.map(({ who, medianMs, timesMs, sameModel }) => [
      task,
      who,
      medianMs.toFixed(medianMs < 10 ? 3 : 1),
      String(timesMs.length),
      `${(medianMs / ours).toFixed(2)} ×`,
      sameModel === undefined ? "" : sameModel ? "yes" : "NO",
    ]);
  });
  const right = "right" as const;
  const heading = `${rows} rows × 26 columns, median of ${repeats} runs, after one to warm up:`;
  return `${heading}\n` + table([
    { title: "fit" },
    { title: "by" },
    { title: "median ms", align: right },
    { title: "runs", align: right },
    { title: "to ours", align: right },
    { title: "same model" },
  ], lines);
}

await runTask(command);
