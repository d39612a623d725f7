/** `deno task train`: trains the baselines and tracks each one in MLflow. */
import { type Command, InvalidArgumentError } from "commander";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { train, type TrainOptions } from "@/adapters/training/train_baselines.ts";
import { type EstimatorKind, estimatorKind, estimatorKinds } from "@/estimators/catalog.ts";
import type { ErrorCosts } from "@/evaluate/choose_threshold.ts";
import { printTrainResult, trainRecord } from "./train/print.ts";

/** A command with the flags of training. */
export function trainCommand(name: string, description: string): Command {
  return taskCommand(name, description)
    .option("--models <list>", `kinds to train, of ${estimatorKinds.join(", ")}`, kinds, [
      "logistic",
      "forest",
      "xgboost",
    ])
    .option("--data <path>", "a CSV, a folder or zip of UCI's files; else data/ or UCI's archive")
    .option("--seed <integer>", "seed of every split and fit", integerFlag(0, 2 ** 32 - 1), 42)
    .option("--folds <integer>", "folds of the cross-validation", integerFlag(2, 100), 5)
    .option("--threshold <value>", "0 to 1, or 'cost' for the cheapest", threshold, 0.5)
    .option("--costs <FP:FN>", "what a false alarm and a missed patient cost", costs, {
      falsePositiveCost: 1,
      falseNegativeCost: 5,
    })
    .option("--workers <integer>", "threads that fit", integerFlag(1, 256), cores())
    .option("--json", "print the results as JSON on standard output", false)
    .addHelpText(
      "after",
      `
Tracks in MLFLOW_TRACKING_URI when it is set, else in a local MLflow server, started if needed.
The same seed gives the same model, byte for byte, whatever the number of workers.

Examples:
  deno task ${name}
  deno task ${name} --models logistic,forest --folds 10 --seed 7
  deno task ${name} --threshold cost --costs 1:10 --json`,
    );
}

function kinds(list: string): EstimatorKind[] {
  return [...new Set(list.split(",").map((name) => estimatorKind(name.trim())))];
}

function threshold(text: string): number | "cost" {
  if (text === "cost") return "cost";
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("Expected a number from 0 to 1, or 'cost'.");
}

function costs(text: string): ErrorCosts {
  const [falsePositiveCost, falseNegativeCost, ...rest] = text.split(":").map(Number);
  if (falsePositiveCost >= 0 && falseNegativeCost >= 0 && rest.length === 0) {
    return { falsePositiveCost, falseNegativeCost };
  }
  throw new InvalidArgumentError("Expected two costs of at least 0, such as 1:5.");
}

function cores(): number {
  return navigator.hardwareConcurrency;
}

if (import.meta.main) {
  const command = trainCommand(
    "train",
    "Train the baselines on the same splits, each a run in MLflow.",
  ).action(async (options: TrainOptions & { json: boolean }) => {
    const outcome = await train(options, {
      root: Deno.cwd(),
      sourceName: "tasks/train.ts",
      progress: terminalProgress(),
      signal: interruptSignal(),
    });
    if (options.json) printJson(trainRecord(outcome));
    else printTrainResult(outcome);
  });
  await runTask(command);
}
