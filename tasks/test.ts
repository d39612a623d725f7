/** Runs the test suite against one shared MLflow server; closes with a line of counts. */
import { join } from "node:path";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { startTestServer } from "../tests/integration/mlflow_server.ts";
import { requireJava } from "./test/java.ts";

const root = join(import.meta.dirname!, "..");

const command = taskCommand("test", "Run the tests against a real MLflow server.")
  .argument("[selection...]", "files, folders and options of deno test", ["lib", "tests"])
  .option("--spark", "also test in Spark, which needs Java 17; installs pyspark into .venv")
  .allowUnknownOption()
  .action(async (selection: string[], { spark = false }: { spark?: boolean }) => {
    // Ctrl-C reaches the tests too; caught here, it leaves us to stop the server.
    const signal = interruptSignal();
    if (spark) {
      await requireJava();
      const progress = terminalProgress();
      await ensurePythonEnvironment({ root, feature: "spark", progress, signal });
    }
    const { passed, failed, skipped } = await runTests(
      selection,
      spark ? { HEART_TEST_SPARK: "1" } : {},
    );
    console.log(
      `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    );
    Deno.exitCode = failed > 0 ? 1 : 0;
  });

await runTask(command);

/** How many tests came to which end. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

async function runTests(
  selection: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Counts> {
  const reportPath = await Deno.makeTempFile({ suffix: ".xml" });
  const server = await startTestServer();
  try {
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: [
        "test",
        "--allow-all",
        "--doc",
        "--parallel",
        `--junit-path=${reportPath}`,
        ...selection,
      ],
      cwd: root,
      env: { HEART_TEST_MLFLOW_URL: server.url, ...variables },
    }).spawn().status;
    const counts = countResults(await Deno.readTextFile(reportPath));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    await server.stop();
    await Deno.remove(reportPath);
  }
}

/** Counts the tests of a JUnit report. */
function countResults(report: string): Counts {
  const count = (pattern: RegExp) => report.match(pattern)?.length ?? 0;
  const failed = count(/<failure\b/g) + count(/<error\b/g);
  const skipped = count(/<skipped\b/g);
  return { passed: count(/<testcase\b/g) - failed - skipped, failed, skipped };
}
