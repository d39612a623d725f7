/** `deno task pipeline`: everything from a fresh machine to three tracked models. */
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { style } from "@/adapters/terminal/style.ts";
import { runTask } from "@/adapters/terminal/task.ts";
import { train, type TrainOptions } from "@/adapters/training/train_baselines.ts";
import { printQuality } from "./data/print.ts";
import { trainCommand } from "./train.ts";
import { printTrainResult, trainResultJson } from "./train/print.ts";

const command = trainCommand("pipeline", "Run everything: data, MLflow, the three baselines.")
  .action(async (options: TrainOptions & { json: boolean }) => {
    const outcome = await train(options, {
      root: Deno.cwd(),
      sourceName: "tasks/train.ts",
      progress: terminalProgress(),
      signal: interruptSignal(),
      onData: options.json ? () => {} : printQuality,
    });
    if (options.json) return console.log(trainResultJson(outcome));
    printTrainResult(outcome);
    console.log(`
Next: look at the runs in the browser, or stop the server with ${
      style("bold", "deno task mlflow --stop")
    }`);
  });

await runTask(command);
