/** Where a `.venv` keeps its things on the three operating systems. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { layout } from "@/adapters/python/layout.ts";

const venv = join("/project", ".venv");

Deno.test("on Linux the library lies in lib/python3.x/site-packages", () => {
  const { python, libxgboost } = layout("/project", "3.12.1", "linux");
  const packages = join(venv, "lib", "python3.12", "site-packages");
  assert.equal(python, join(venv, "bin", "python"));
  assert.equal(libxgboost, join(packages, "xgboost", "lib", "libxgboost.so"));
});

Deno.test("on macOS it is a dylib", () => {
  assert.match(layout("/project", "3.13.0", "darwin").libxgboost, /libxgboost\.dylib$/);
});

Deno.test("on Windows folders and names differ", () => {
  const { python, libxgboost } = layout("/project", "3.12.1", "windows");
  assert.equal(python, join(venv, "Scripts", "python.exe"));
  assert.equal(libxgboost, join(venv, "Lib", "site-packages", "xgboost", "lib", "xgboost.dll"));
});
