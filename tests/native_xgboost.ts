/** The real XGBoost library and its Python, for tests that need them. */
import { fileURLToPath } from "node:url";
import { readyEnvironment } from "@/adapters/python/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The project's `.venv`; undefined where it has not been set up. */
export const environment = await readyEnvironment(root, "train");

/** Registers a test of the native library; ignored for the reason given, or where there is none. */
export function testNative(
  name: string,
  fn: (libraryPath: string) => void | Promise<void>,
  reason = environment ? undefined : ".venv is not set up",
): void {
  Deno.test({
    name: reason === undefined ? name : `${name} (ignored: ${reason})`,
    ignore: reason !== undefined,
    fn: () => fn(environment!.libxgboost),
  });
}
