/** `deno task simulate`: traffic from the cohort to a running service, shifted if you like. */
import { InvalidArgumentError } from "commander";
import { type SimulateOptions, simulateTraffic } from "@/adapters/simulation/simulate_traffic.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { printJson } from "@/adapters/terminal/print_json.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { printTraffic, trafficRecord } from "./simulate/print.ts";

interface Flags extends Omit<SimulateOptions, "labels"> {
  readonly labels?: true | number;
  readonly json: boolean;
}

/** The variable with the key; a flag shows it to every user of the machine. */
const keyVariable = "HEART_SERVICE_KEY";

const command = taskCommand(
  "simulate",
  "Send patients of the cohort to a running service, as a hospital's program would.",
)
  .option("--url <address>", "the service", "http://127.0.0.1:8000")
  .option("--rows <integer>", "patients to send", integerFlag(1, 100_000_000), 300)
  .option("--rate <number>", "patients a second; 0 for as fast as they are answered", rate, 0)
  .option("--shift <list>", "what changes in numbers: age=+10,chol=*1.3,oldpeak=-1")
  .option("--missing <list>", "which share of a column is left out: ca=0.8,thal=0.5")
  .option("--site <name>", "patients of one hospital alone")
  .option("--labels [share]", "tell afterwards what became of them, or of a share", share)
  .option("--seed <integer>", "which patients come, and when", integerFlag(0, 2 ** 32 - 1), 42)
  .option("--key <key>", `bearer key, where the service wants one; else ${keyVariable}`)
  .option("--data <path>", "a CSV, a folder or zip of UCI's files; else data/ or UCI's archive")
  .option("--json", "print the result as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Every patient of the cohort comes once, in a random order, before anyone comes again. Shifted
numbers stay within the schema's limits, and a zero that means "not measured" stays zero. When the
service has too much to do (429) or is out of order for now (503), the next request waits. Ctrl-C
lets what was sent be answered, and sums up.

Examples:
  deno task simulate --rows 300 --labels
  deno task simulate --rows 300 --shift age=+10,chol=*1.3 --rate 50
  deno task simulate --site Switzerland --missing ca=0.8 --labels 0.5`,
  )
  .action(async ({ labels, key, json, ...flags }: Flags) => {
    const traffic = await simulateTraffic({
      ...flags,
      labels: labels === true ? 1 : labels ?? 0,
      key: key ?? Deno.env.get(keyVariable),
    }, { root: Deno.cwd(), progress: terminalProgress(), signal: interruptSignal() });
    if (json) printJson(trafficRecord(traffic));
    else printTraffic(traffic);
    if (traffic.failure) throw traffic.failure.reason;
  });

function rate(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1_000_000) return value;
  throw new InvalidArgumentError("Expected a number of requests a second, such as 20 or 0.5.");
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("Expected a share from 0 to 1.");
}

await runTask(command);
