/** `deno task notebook` in a real browser, as a newcomer meets it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { checkOutputs } from "@/adapters/ipynb/check_outputs.ts";
import { formatNotebook } from "@/adapters/ipynb/document.ts";
import { readNotebookFile } from "@/adapters/ipynb/notebook_file.ts";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { startTestServer } from "../mlflow_server.ts";
import { browserNote, browserPath, withBrowser } from "../plots/browser.ts";
import { runTaskToEnd, signalTask, startTask } from "../tasks/run_task.ts";
import { chooseFromMenu, kernelState, openNotebook, runAllCells } from "./lab.ts";
import { notebookOf, root } from "./run_in_kernel.ts";

/** What a Lab needs of the project; what it and its reader write stays in the copy. */
const copied = [
  "deno.json",
  "deno.lock",
  "data",
  "lib",
  "notebooks",
  "python",
  "requirements",
  "tasks",
];
const linked = ["node_modules", ".venv"];

/** A copy of the project that shares its packages. */
async function copyProject(): Promise<string> {
  const copy = await Deno.makeTempDir();
  const locks = (await Array.fromAsync(Deno.readDir(root)))
    .map(({ name }) => name).filter((name) => /^requirements.*\.lock$/.test(name));
  const { code } = await new Deno.Command("cp", {
    args: ["-r", ...[...copied, ...locks].map((name) => join(root, name)), copy],
  }).output();
  assert.equal(code, 0);
  for (const name of linked) await Deno.symlink(join(root, name), join(copy, name));
  return copy;
}

/** Where this Deno keeps what it fetched, wherever a home may be. */
function denoFolder(): string {
  const { stdout } = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).outputSync();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

/** The address that a Lab prints when it is ready. */
async function addressOf(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const piece of stdout.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const [, address] = /JupyterLab: (\S+)\n/.exec(text) ?? [];
    if (address) return address;
  }
  throw new Error(`Lab printed no address: ${text}`);
}

/** Scrolls up from the end to a live plot, and points at it here and there until it says what is there. */
async function hoverOverPlot(page: Page): Promise<string> {
  const plot = page.locator(".jp-Notebook .js-plotly-plot").last();
  await page.mouse.move(700, 600);
  for (let turn = 0; !(await plot.isVisible()) && turn < 100; turn++) {
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(100);
  }
  await plot.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  const box = (await plot.locator(".nsewdrag").first().boundingBox())!;
  const text = plot.locator(".hoverlayer .hovertext").first();
  for (let point = 0; !(await text.isVisible()) && point < 400; point++) {
    const [x, y] = [(point * 0.37) % 1, (point * 0.61) % 1];
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await page.waitForTimeout(50);
  }
  return (await text.textContent({ timeout: 5000 })) ?? "";
}

Deno.test({
  name: `a newcomer's JupyterLab runs every notebook on Deno's kernel${browserNote}`,
  ignore: browserPath === undefined,
  fn: async (t) => {
    const server = await startTestServer();
    await ensurePythonEnvironment({
      ...{ root, feature: "notebook", progress: terminalProgress() },
      signal: new AbortController().signal,
    });
    const copy = await copyProject();
    const home = await Deno.makeTempDir();
    const data = join(copy, "cohort.csv");
    const made = await runTaskToEnd(["data", "--synthetic", "--rows", "600", "--output", data]);
    assert.equal(made.code, 0, made.stderr);
    const lab = startTask(["notebook", "--no-browser"], {
      cwd: copy,
      env: {
        MLFLOW_TRACKING_URI: server.url,
        HEART_DATA: data,
        HOME: home,
        DENO_DIR: denoFolder(),
      },
    });
    const complaints = new Response(lab.stderr).text();
    const [printed, rest] = lab.stdout.tee();
    const labUrl = await addressOf(printed);

    await withBrowser(async (browser) => {
      const problems: string[] = [];
      for (const name of ["01_exploration", "02_baselines", "03_tuning"]) {
        await t.step(`${name} runs from top to bottom, and its plots are alive`, async () => {
          const path = `notebooks/${name}.ipynb`;
          const { notebook } = await readNotebookFile(join(root, path));
          const page = await openNotebook(browser, labUrl, path, problems);
          const ran = await runAllCells(page, copy, path);
          const errors = checkOutputs(ran, ran, []).filter((problem) => !problem.includes("png"));
          assert.deepEqual(errors, []);
          assert.equal(ran.cells.length, notebook.cells.length);
          assert.notEqual(await hoverOverPlot(page), "");
          await page.close();
        });
      }

      await t.step("Interrupt stops a cell, and the kernel knows what it knew", async () => {
        const path = "notebooks/endless.ipynb";
        const endless = notebookOf([
          `import { startSession } from "@/adapters/notebook/session.ts"; startSession(); var known = 1;`,
          `await new Promise((wake) => setTimeout(wake, 2000));`,
          `known++; while (true);`,
        ]);
        const { notebook: { metadata } } = await readNotebookFile(
          join(root, "notebooks", "01_exploration.ipynb"),
        );
        await Deno.writeTextFile(join(copy, path), formatNotebook({ ...endless, metadata }));
        const page = await openNotebook(browser, labUrl, path, problems);
        await chooseFromMenu(page, "Run", "Run All Cells");
        await page.locator(".jp-InputPrompt", { hasText: "[2]" }).waitFor();
        await chooseFromMenu(page, "Kernel", "Interrupt Kernel");
        await kernelState(page, "Idle");
        await page.locator(".jp-Cell .cm-content").first().click();
        await page.keyboard.press("Control+A");
        await page.keyboard.type("console.log(`known: ${known}`)");
        await page.keyboard.press("Control+Enter");
        await page.getByText("known: 2", { exact: true }).waitFor();
        await page.close();
      });
      assert.deepEqual(problems, []);
    });

    await t.step("Ctrl-C ends it, and nothing was written but in the project", async () => {
      signalTask(lab, "SIGINT");
      const [{ code }, output] = await Promise.all([lab.status, new Response(rest).text()]);
      assert.equal(code, 0, await complaints);
      assert.match(output, /JupyterLab has ended/);
      assert.deepEqual(await Array.fromAsync(Deno.readDir(home)), []);
      const hidden = (await Array.fromAsync(Deno.readDir(copy)))
        .map(({ name }) => name).filter((name) => name.startsWith("."));
      assert.deepEqual(hidden.sort(), [".jupyter", ".venv"]);
    });
    await server.stop();
    for (const folder of [copy, home]) await Deno.remove(folder, { recursive: true });
  },
});
