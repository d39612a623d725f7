/** `deno task pipeline`: everything from a fresh machine to a model that answers and is watched. */
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { style } from "@/adapters/terminal/style.ts";
import { integerFlag, runTask } from "@/adapters/terminal/task.ts";
import { promoteFirst } from "@/adapters/training/promote_model.ts";
import { train, type TrainOptions } from "@/adapters/training/train_baselines.ts";
import { tune } from "@/adapters/training/tune_forest.ts";
import { registeredModelName as model } from "@/workflows/registered_model.ts";
import { defaultForestSpace } from "@/workflows/tune/forest_space.ts";
import { planStudy } from "@/workflows/tune/study_plan.ts";
import { printQuality } from "./data/print.ts";
import { batchRecord, printBatches } from "./pipeline/print.ts";
import { serveAndWatch } from "./pipeline/serve_and_watch.ts";
import { printPromotion, promotionRecord } from "./promote/print.ts";
import { refusalError } from "./promote/refusal.ts";
import { trainCommand } from "./train.ts";
import { printAnswer } from "./serve/print.ts";
import { printTrainResult, trainRecord } from "./train/print.ts";
import { printTuneResult, tuneRecord } from "./tune/print.ts";

interface Flags extends TrainOptions {
  readonly trials: number;
  readonly json: boolean;
}

const command = trainCommand(
  "pipeline",
  "Run everything: data, MLflow, the three baselines, a tuned forest, its promotion, a watched service.",
)
  .option("--trials <integer>", "trials of the search", integerFlag(1, 100_000), 30)
  .action(async (flags: Flags) => {
    const context = {
      root: Deno.cwd(),
      progress: terminalProgress(),
      signal: interruptSignal(),
    };
    const shown = <Shown extends unknown[]>(show: (...shown: Shown) => void) =>
      flags.json ? () => {} : show;
    stage("Baselines", flags);
    const trained = await train(flags, {
      ...context,
      sourceName: "tasks/train.ts",
      onData: shown(printQuality),
    });
    shown(printTrainResult)(trained);

    stage("Search", flags);
    const tuned = await tune(
      (dataset) => ({ plan: planOf(flags, dataset), trialCount: flags.trials }),
      { ...flags, model, timeoutMs: undefined },
      { ...context, sourceName: "tasks/tune.ts" },
    );
    shown(printTuneResult)(tuned);

    stage("Promotion", flags);
    const promoted = await promoteFirst(tuned.version, flags, context);
    shown(printPromotion)(promoted);
    const isServed = promoted.result !== "refused";
    if (isServed) stage("Service", flags);
    const watched = isServed
      ? await serveAndWatch({
        ...flags,
        model,
        version: promoted.version,
        onAnswer: shown(printAnswer),
      }, {
        ...context,
        announceSynthetic: () => {},
      })
      : undefined;
    if (watched) {
      stage("Monitoring", flags);
      shown(printBatches)(watched.batches);
    }
    if (flags.json) {
      printJson({
        train: trainRecord(trained),
        tune: tuneRecord(tuned),
        promote: promotionRecord(promoted),
        predict: watched?.answer,
        monitor: watched?.batches.map(batchRecord),
      });
    }
    if (!isServed) throw refusalError(promoted);
    if (!flags.json) console.log(nextSteps);
  });

const nextSteps = `
Next: look at the runs in the browser, serve the model with ${
  style("bold", "deno task serve")
},\nor stop MLflow with ${style("bold", "deno task mlflow --stop")}`;

function stage(title: string, { json }: Flags): void {
  if (!json) console.log(`\n${style("bold", `── ${title} ${"─".repeat(66 - title.length)}`)}`);
}

function planOf({ seed, folds }: Flags, dataset: Parameters<typeof planStudy>[1]) {
  const space = defaultForestSpace;
  return planStudy({ space, sampler: "tpe", seed, foldCount: folds, pruning: false }, dataset);
}

await runTask(command);
