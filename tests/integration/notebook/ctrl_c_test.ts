/** Ctrl-C while a notebook runs or is checked: a prompt end, no kernel left, no file changed. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { exists } from "@/adapters/files/exists.ts";
import { exitCode } from "@/errors.ts";
import { endOf, inNotebookFolder } from "./notebook_task.ts";
import { notebookOf, runInKernel } from "./run_in_kernel.ts";

const noGroups = Deno.build.os === "windows";

/** Cells that would hold the test up for minutes if they were not ended. */
const longCells = [
  "await new Promise((resolve) => setTimeout(resolve, 600_000));",
  "for (const endMs = Date.now() + 600_000; Date.now() < endMs;);",
];

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A terminal signals the whole group, kernel included; `kill` the task alone. */
const reaches = {
  "the task and its kernel": (pid: number, signal: Deno.Signal) => Deno.kill(-pid, signal),
  "the task alone": (pid: number, signal: Deno.Signal) => Deno.kill(pid, signal),
};

for (const [reached, send] of Object.entries(reaches)) {
  Deno.test({
    name: `a signal to ${reached} ends a run in the middle of a cell`,
    ignore: noGroups,
    fn: () =>
      inNotebookFolder(async (folder) => {
        for (const [at, cell] of longCells.entries()) {
          const text = await folder.write("x.ipynb", [
            `Deno.writeTextFileSync("pid", String(Deno.pid)); Deno.renameSync("pid", "pid-${at}");`,
            cell,
          ]);
          const process = folder.start("notebook:run", "x.ipynb");
          await until(() => exists(join(folder.path, `pid-${at}`)));
          send(process.pid, at === 0 ? "SIGINT" : "SIGTERM");
          const { code, stdout, stderr } = await endOf(process);
          assert.equal(code, exitCode.interrupted, stderr);
          assert.match(stderr, /error: Interrupted\./);
          assert.equal(stdout, "");
          const kernelPid = Number(await folder.read(`pid-${at}`));
          await until(() => Promise.resolve(!isAlive(kernelPid)));
          assert.equal(await folder.read("x.ipynb"), text);
          assert.deepEqual(await folder.connectionFiles(), []);
        }
      }),
  });
}

Deno.test({
  name: "a kernel that a signal reaches before the task is an interruption, no failure",
  ignore: noGroups,
  fn: async () => {
    for (const signal of ["SIGINT", "SIGTERM"]) {
      const cell = `Deno.kill(Deno.pid, "${signal}"); ${longCells[0]}`;
      await assert.rejects(runInKernel(notebookOf([cell])), {
        name: "UserError",
        message: "Interrupted.",
        exitCode: exitCode.interrupted,
      });
    }
    await assert.rejects(runInKernel(notebookOf([`Deno.kill(Deno.pid, "SIGKILL");`])), {
      message: /The Deno kernel has ended/,
      exitCode: exitCode.failure,
    });
  },
});

Deno.test({
  name: "Ctrl-C while cells are checked leaves no module behind",
  ignore: noGroups,
  fn: () =>
    inNotebookFolder(async (folder) => {
      const text = await folder.write("x.ipynb", ["1;"]);
      const process = folder.start("notebook:check", "x.ipynb");
      await until(async () => (await folder.names()).length === 2);
      Deno.kill(-process.pid, "SIGINT");
      const { code, stderr } = await endOf(process);
      assert.equal(code, exitCode.interrupted, stderr);
      assert.deepEqual(await folder.names(), ["x.ipynb"]);
      assert.equal(await folder.read("x.ipynb"), text);
    }),
});
