/** Measures anew, from the verified UCI table, the statistics that the synthetic cohort is drawn from. */
import { cohortStatisticsPath } from "@/adapters/files/cohort.ts";
import { readTable } from "@/adapters/files/read_table.ts";
import { tablePath } from "@/adapters/files/obtain_table.ts";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { measureCohort } from "@/data/synthetic/measure.ts";
import { exitCode, UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";

const root = Deno.cwd();

const command = taskCommand(
  "cohort-statistics",
  "Measure data/cohort_statistics.json anew (for developers).",
)
  .option("--from <path>", "the UCI table, its four files or a zip", tablePath(root))
  .action(async ({ from }: { from: string }) => {
    const { dataset, text } = await readTable(heartSchema, from);
    if (dataset.source !== "uci") {
      throw new UserError(`Cannot measure ${from}: its content is not UCI's table.`, {
        exitCode: exitCode.data,
        hint: "Get the real table first: deno task data --from FILE.",
      });
    }
    const path = cohortStatisticsPath(root);
    await writeAtomically(path, [formatJson(measureCohort(heartSchema, text))]);
    console.log(`written: ${path}`);
  });

/** Indented JSON with lists of plain values on one line each, for readable differences. */
function formatJson(value: unknown): string {
  const indented = JSON.stringify(value, null, 1);
  const compact = indented.replace(
    /\[[^[\]{}]*\]/g,
    (list) => list.replace(/\s*\n\s*/g, " ").replace("[ ", "[").replace(" ]", "]"),
  );
  return `${compact}\n`;
}

await runTask(command);
