/** What a session gives a notebook, in a real kernel. */
import assert from "node:assert/strict";
import { outputsVariable } from "@/adapters/notebook/session.ts";
import { notebookOf, root, runInKernel, textOf } from "./run_in_kernel.ts";

const start =
  `import { startSession } from "@/adapters/notebook/session.ts"; const session = startSession();`;

Deno.test("where outputs are kept there is neither progress nor a link; else there are both", async () => {
  const notebook = notebookOf([
    start,
    `console.log(session.root, session === startSession());`,
    `session.progress.start("Load").done("920 rows");`,
    `session.say(session.link("runs", "http://127.0.0.1:5000"));`,
  ]);
  const textsOf = async (env: Readonly<Record<string, string>>) => {
    const ran = await runInKernel(notebook, env);
    return ["c1", "c2", "c3"].map((id) => textOf(ran, id));
  };
  const own = `${root.replace(/.$/, "")} true\n`;
  assert.deepEqual(await textsOf({}), [own, "", "runs\n"]);
  assert.deepEqual(await textsOf({ [outputsVariable]: "" }), [
    own,
    "✓ Load: 920 rows\n",
    "[runs](http://127.0.0.1:5000)\n",
  ]);
});

Deno.test("an error that no cell awaits is printed under the cell that runs, and the kernel lives", async () => {
  const ran = await runInKernel(notebookOf([
    start,
    `void Promise.reject(new RangeError("lost promise"));
     setTimeout(() => { throw new TypeError("lost throw"); }, 0);
     await new Promise((resolve) => setTimeout(resolve, 50));`,
    `console.log("alive");`,
  ]));
  assert.match(textOf(ran, "c1"), /nothing awaits was rejected: RangeError: lost promise/);
  assert.match(textOf(ran, "c1"), /outside of a cell: TypeError: lost throw/);
  assert.equal(textOf(ran, "c2"), "alive\n");
});
