/** The Interrupt button, on Deno's kernel: what runs ends, and the kernel lives on. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type Kernel, startKernel } from "@/adapters/jupyter/kernel.ts";
import type { JupyterMessage } from "@/adapters/jupyter/message.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { tuningExperiment } from "@/workflows/tune/tune.ts";
import { startTestServer } from "../mlflow_server.ts";
import { runTaskToEnd } from "../tasks/run_task.ts";
import { root } from "./run_in_kernel.ts";

const session = `
  import { startSession } from "@/adapters/notebook/session.ts";
  import { tuneModel } from "@/adapters/notebook/tune_model.ts";
  import { defaultForestSpace } from "@/workflows/tune/forest_space.ts";
  const session = startSession();`;

const pause = (milliseconds: number) => new Promise((wake) => setTimeout(wake, milliseconds));

/** Starts a kernel with a session, uses it and ends it. */
async function withSession(
  env: Record<string, string>,
  use: (kernel: Kernel) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const kernel = await startKernel({
    ...{ cwd: join(root, "notebooks"), runtimeFolder: folder, env },
    signal: new AbortController().signal,
  });
  try {
    assert.deepEqual((await textOf(kernel, session)).status, "ok");
    await use(kernel);
    assert.deepEqual(await textOf(kernel, `console.log("alive");`), {
      status: "ok",
      text: "alive\n",
    });
  } finally {
    await kernel.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** How a cell ended, and what it printed. */
async function textOf(kernel: Kernel, code: string) {
  let text = "";
  const listen = ({ header, content }: JupyterMessage) => {
    if (header.msg_type === "stream") text += content.text;
    if (header.msg_type === "error") text += `${content.ename}: ${content.evalue}\n`;
  };
  const { status } = await kernel.execute(code, listen);
  return { status, text };
}

Deno.test("an interrupt ends a cell that blocks the kernel, time and again", async () => {
  await withSession({}, async (kernel) => {
    for (let round = 0; round < 3; round++) {
      const ended = textOf(kernel, "while (true);");
      // The thread that stops the cell may still be starting.
      const pressing = setInterval(() => kernel.interrupt(), 2000);
      const { status, text } = await ended;
      clearInterval(pressing);
      assert.equal(status, "error");
      assert.match(text, /Interrupted/);
    }
  });
});

Deno.test("an interrupt ends a study with its runs KILLED, and the next one runs", async () => {
  const server = await startTestServer();
  const folder = await Deno.makeTempDir();
  const data = join(folder, "cohort.csv");
  const made = await runTaskToEnd(["data", "--synthetic", "--rows", "300", "--output", data]);
  assert.equal(made.code, 0, made.stderr);
  const transport = createTransport({ baseUrl: server.url });
  const tracker = createMlflowTracker({ transport, origin: { user: "test", sourceName: "test" } });
  const experiment = await tracker.experiment(tuningExperiment);
  const notebook = `${crypto.randomUUID()}.ipynb`;
  const runs = () =>
    tracker.searchRuns(experiment, { tags: { "mlflow.source.name": `notebooks/${notebook}` } });
  const study = (trials: number) =>
    `await tuneModel(session, "${notebook}", {
       space: defaultForestSpace, seed: 1, foldCount: 3, trialCount: ${trials},
     });`;

  await withSession({ MLFLOW_TRACKING_URI: server.url, HEART_DATA: data }, async (kernel) => {
    const ended = textOf(kernel, study(1000));
    while ((await runs()).filter(({ status }) => status === "FINISHED").length < 3) {
      await pause(50);
    }
    kernel.interrupt();
    const { status, text } = await ended;
    assert.equal(status, "error");
    assert.match(text, /UserError: Interrupted/);
    const statuses = (await runs()).map(({ status }) => status);
    assert(!statuses.includes("RUNNING"), statuses.join());
    assert(statuses.includes("KILLED"), statuses.join());

    assert.equal((await textOf(kernel, study(1))).status, "ok");
  });
  await server.stop();
  await Deno.remove(folder, { recursive: true });
});
