/** The real XGBoost library and its Python, for tests that need them. */
import { fileURLToPath } from "node:url";
import { readyEnvironment } from "@/adapters/python/environment.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The project's `.venv`; undefined where it has not been set up. */
export const environment = await readyEnvironment(root, "train");

/** Registers a test of the native library, ignored with its reason where there is none. */
export function testNative(name: string, fn: (libraryPath: string) => void | Promise<void>): void {
  Deno.test({
    name: environment ? name : `${name} (ignored: .venv is not set up)`,
    ignore: environment === undefined,
    fn: () => fn(environment!.libxgboost),
  });
}
