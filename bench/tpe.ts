/** `deno task bench:tpe`: how good and how fast our TPE is beside Hyperopt's and random search. */
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { createSampler } from "@/tune/create_sampler.ts";
import type { JudgedTrial, Sampler } from "@/tune/sampler.ts";
import { hyperoptPython, searchWithHyperopt } from "./hyperopt.ts";
import { mannWhitneyP } from "./mann_whitney.ts";
import { type SearchProblem, searchProblems } from "./search_problems.ts";
import { timingOf } from "./timing.ts";

interface Flags {
  readonly seeds: number;
  readonly trials: number;
  readonly firstSeed: number;
  readonly python?: string;
  readonly json?: true;
}

/** One search's results with one problem, a regret per seed. */
interface Result {
  readonly problem: string;
  readonly who: string;
  /** Least loss found, less the least there is. */
  readonly regrets: readonly number[];
  /** Milliseconds of each suggestion after the start-up. */
  readonly suggestMs: readonly number[];
}

const startupCount = createSampler("tpe", 0).startupCount;

const command = taskCommand("bench:tpe", "Compares our TPE with Hyperopt's and random search.")
  .option("--seeds <count>", "searches of each kind", integerFlag(2, 10_000), 40)
  .option("--trials <count>", "trials of each search", integerFlag(startupCount + 1, 10_000), 100)
  .option("--first-seed <integer>", "the first of the seeds", integerFlag(0, 2 ** 31), 0)
  .option("--python <path>", "Python with hyperopt 0.3.0 (default: a .venv.hyperopt made for it)")
  .option("--json", "print all regrets and times as JSON")
  .action(async (flags: Flags) => {
    const python = flags.python ?? await hyperoptPython();
    const results: Result[] = [];
    for (const problem of searchProblems) {
      results.push(
        ourSearches(problem, "tpe", "our TPE", flags),
        await hyperoptSearches(problem, python, flags),
        ourSearches(problem, "random", "random search", flags),
      );
    }
    console.log(flags.json ? JSON.stringify({ flags, results }, null, 2) : report(results, flags));
  });

const seedsOf = ({ seeds, firstSeed }: Flags) =>
  Array.from({ length: seeds }, (_, i) => firstSeed + i);

const regretOf = (losses: readonly number[], { minimum }: SearchProblem) =>
  Math.min(...losses) - minimum;

function ourSearches(
  problem: SearchProblem,
  kind: Sampler["kind"],
  who: string,
  flags: Flags,
): Result {
  const suggestMs: number[] = [];
  const regrets = seedsOf(flags).map((seed) => {
    const sampler = createSampler(kind, seed);
    const history: JudgedTrial[] = [];
    for (let number = 0; number < flags.trials; number++) {
      const startMs = performance.now();
      const point = sampler.suggest(problem.space, history, number);
      if (number >= startupCount) suggestMs.push(performance.now() - startMs);
      history.push({ number, point, loss: problem.loss(point) });
    }
    return regretOf(history.map(({ loss }) => loss), problem);
  });
  return { problem: problem.name, who, regrets, suggestMs };
}

async function hyperoptSearches(
  problem: SearchProblem,
  python: string,
  flags: Flags,
): Promise<Result> {
  const found = await searchWithHyperopt(python, problem, seedsOf(flags), flags.trials);
  return {
    problem: problem.name,
    who: `Hyperopt ${found.version}`,
    regrets: found.losses.map((losses) => regretOf(losses, problem)),
    suggestMs: found.suggestMs.flatMap((timesMs) => timesMs.slice(startupCount)),
  };
}

/** A table for people; each p-value compares with our TPE. */
function report(results: readonly Result[], { seeds, trials }: Flags): string {
  const lines = results.map(({ problem, who, regrets, suggestMs }) => {
    const ours = results.find((result) => result.problem === problem)!.regrets;
    return [
      problem,
      who,
      timingOf(regrets).medianMs.toPrecision(3),
      (regrets.reduce((sum, regret) => sum + regret, 0) / regrets.length).toPrecision(3),
      regrets === ours ? "" : mannWhitneyP(ours, regrets).toPrecision(2),
      timingOf(suggestMs).medianMs.toFixed(3),
    ];
  });
  const right = "right" as const;
  const heading = `Regret after ${trials} trials, ${seeds} seeds; p of a Mann–Whitney test:`;
  return `${heading}\n` + table([
    { title: "function" },
    { title: "search" },
    { title: "median regret", align: right },
    { title: "mean", align: right },
    { title: "p to ours", align: right },
    { title: "ms a suggestion", align: right },
  ], lines);
}

await runTask(command);
