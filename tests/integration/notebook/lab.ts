/** JupyterLab in a real browser, as a reader works with it. */
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { codeCells, type Notebook, parseNotebook } from "@/adapters/ipynb/document.ts";

/** A page on which a notebook is open in Lab, its kernel ready. */
export async function openNotebook(
  browser: Browser,
  labUrl: string,
  path: string,
  problems: string[],
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  page.on("pageerror", (error) => problems.push(error.message));
  const url = new URL(labUrl);
  // In a workspace of its own, no other notebook is open.
  url.pathname = `/lab/workspaces/${crypto.randomUUID()}/tree/${path}`;
  await page.goto(url.href);
  await kernelState(page, "Idle");
  return page;
}

/** Waits until the kernel of the open notebook is in a state. */
export async function kernelState(page: Page, state: "Idle" | "Busy"): Promise<void> {
  await page.getByText(`Deno | ${state}`).waitFor({ timeout: 240_000 });
}

/** Chooses an entry of Lab's menu, such as `Run` and `Run All Cells`. */
export async function chooseFromMenu(page: Page, menu: string, entry: string): Promise<void> {
  await page.locator(".lm-MenuBar-itemLabel", { hasText: new RegExp(`^${menu}$`) }).click();
  await page.locator(".lm-Menu-itemLabel", { hasText: new RegExp(`^${entry}`) }).first().click();
}

/**
 * Runs all cells of the open notebook, and reads its file when they have run. The kernel is idle
 * for a moment between any two cells, so that its state does not tell.
 */
export async function runAllCells(page: Page, folder: string, path: string): Promise<Notebook> {
  await chooseFromMenu(page, "Run", "Run All Cells");
  await kernelState(page, "Busy");
  const deadline = Date.now() + 240_000;
  for (;;) {
    await kernelState(page, "Idle");
    const notebook = await savedNotebook(page, folder, path);
    const cells = codeCells(notebook).filter(({ source }) => source.trim() !== "");
    const hasFailed = cells.some(({ outputs }) =>
      outputs.some(({ output_type }) => output_type === "error")
    );
    const hasRun = cells.every(({ execution_count }) => execution_count !== null);
    if (hasRun || hasFailed || Date.now() > deadline) return notebook;
  }
}

/** Saves the open notebook and reads its file. */
async function savedNotebook(page: Page, folder: string, path: string): Promise<Notebook> {
  await page.keyboard.press("Control+s");
  await page.locator(".jp-mod-dirty").first().waitFor({ state: "detached", timeout: 30_000 });
  return parseNotebook(await Deno.readTextFile(join(folder, path)), path);
}
