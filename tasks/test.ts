/** Runs the test suite against one shared MLflow server; closes with a line of counts. */
import { join } from "node:path";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { startTestServer } from "../tests/integration/mlflow_server.ts";

const root = join(import.meta.dirname!, "..");
const reportPath = await Deno.makeTempFile({ suffix: ".xml" });
const selection = Deno.args.length > 0 ? Deno.args : ["lib", "tests"];

// Ctrl-C reaches the tests too; caught here, it leaves us to stop the server.
interruptSignal();
const server = await startTestServer();
let counts: { passed: number; failed: number; skipped: number } | undefined;
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
    env: { HEART_TEST_MLFLOW_URL: server.url },
  }).spawn().status;
  counts = countResults(await Deno.readTextFile(reportPath));
  if (code !== 0 && counts.failed === 0) counts = { ...counts, failed: 1 };
} finally {
  await server.stop();
  await Deno.remove(reportPath);
}
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
Deno.exit(counts.failed > 0 ? 1 : 0);

/** Counts the tests of a JUnit report. */
function countResults(report: string): { passed: number; failed: number; skipped: number } {
  const count = (pattern: RegExp) => report.match(pattern)?.length ?? 0;
  const failed = count(/<failure\b/g) + count(/<error\b/g);
  const skipped = count(/<skipped\b/g);
  return { passed: count(/<testcase\b/g) - failed - skipped, failed, skipped };
}
