/** Deno's kernel as the project uses it: every output stays with its cell. */
import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { notebookOf, runInKernel, textOf } from "./run_in_kernel.ts";

Deno.test("this Deno's kernel is one whose outputs can be kept in place", async () => {
  const ran = await runInKernel(notebookOf([
    `import { installDrain } from "@/adapters/notebook/drain.ts"; console.log(installDrain());`,
  ]));
  assert.equal(textOf(ran, "c0"), "true\n");
});

Deno.test("over twenty runs no output is lost, doubled or in another cell", async () => {
  const numbers = Array.from({ length: 40 }, (_, line) => line);
  const talkative = (cell: number) =>
    `for (let line = 0; line < 40; line++) {
       console.log("${cell}." + line);
       if (line % 8 === 0) await new Promise((wake) => setTimeout(wake, 1));
     }
     session.say("said ${cell}");`;
  const notebook = notebookOf([
    `import { startSession } from "@/adapters/notebook/session.ts"; const session = startSession();`,
    ...[1, 2, 3].map(talkative),
  ]);
  for (let run = 0; run < 20; run++) {
    const ran = await runInKernel(notebook);
    for (const cell of [1, 2, 3]) {
      const expected = [...numbers.map((line) => `${cell}.${line}`), `said ${cell}`];
      assert.deepEqual(textOf(ran, `c${cell}`).trimEnd().split("\n"), expected, `run ${run}`);
    }
  }
});

Deno.test("a cell that fails ends the run with its traceback, also when nobody awaited it", async () => {
  const failing = [
    `throw new TypeError("wrong on purpose");`,
    `await Promise.reject(new TypeError("wrong on purpose"));`,
  ];
  for (const source of failing) {
    await assert.rejects(
      runInKernel(notebookOf(["1 + 1;", source])),
      (error) =>
        error instanceof UserError && /\[2\] failed[^]*wrong on purpose/.test(error.message),
    );
  }
});
