/** Errors that no cell waits for, which would end the kernel without a word. */

let isInstalled = false;

/** Prints such errors under the cell that runs, and keeps the kernel alive. */
export function reportLostErrors(): void {
  if (isInstalled) return;
  isInstalled = true;
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    console.error("A promise that nothing awaits was rejected:", event.reason);
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    console.error("An error was thrown outside of a cell:", event.error);
  });
}
