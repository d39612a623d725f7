/** A real browser for tests, where the machine has one. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { fontPaths } from "@/adapters/plotly/assets.ts";

const usualPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser's path; `undefined` where there is none. */
export const browserPath = usualPaths.find((path) => {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
});

/** Says in a test's name why it does not run. */
export const browserNote = browserPath ? "" : " (needs Chromium, which was not found)";

/** Opens a browser, uses it and closes it. */
export async function withBrowser(use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: browserPath!,
    args: ["--no-sandbox", "--font-render-hinting=none"],
  });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

/** A page without a network; everything that goes wrong in it is added to `problems`. */
export async function openPage(
  browser: Browser,
  problems: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("requestfailed", (request) => problems.push(`request for ${request.url()}`));
  return page;
}

/** A style sheet that gives the page the font that pictures are measured with. */
export function fontStyle(): string {
  const { regular, bold } = fontPaths();
  return [[regular, 400], [bold, 700]].map(([path, weight]) =>
    `@font-face{font-family:Arimo;font-weight:${weight};src:url(data:font/ttf;base64,${
      Deno.readFileSync(String(path)).toBase64()
    })}`
  ).join("");
}
