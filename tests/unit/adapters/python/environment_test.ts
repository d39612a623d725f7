/** Setting Python up where Python itself is the trouble. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ensurePythonEnvironment, readyEnvironment } from "@/adapters/python/environment.ts";
import { silentProgress } from "@/workflows/progress.ts";
import { noShell, withFakes } from "./fake_python.ts";

const withoutVenv = {
  version: "3.12.1",
  venv: `echo "not created successfully because ensurepip is not available"; exit 1`,
};

async function setUp(root: string, interpreter: string) {
  await Deno.writeTextFile(join(root, "requirements.lock"), "");
  return await ensurePythonEnvironment({
    root,
    feature: "train",
    progress: silentProgress,
    interpreter: join(root, interpreter),
  });
}

Deno.test({
  name: "a Python without its venv module is refused with the package to install",
  ignore: noShell,
  fn: () =>
    withFakes({ python3: withoutVenv }, async (root) => {
      await assert.rejects(setUp(root, "python3"), {
        name: "UserError",
        message: /without its venv module/,
        hint: /python3-venv/,
      });
      assert.equal(await readyEnvironment(root, "train"), undefined);
    }),
});

Deno.test({
  name: "a Python that is too old is refused before anything is made",
  ignore: noShell,
  fn: () =>
    withFakes({ python3: { version: "3.10.4", venv: "touch made" } }, async (root) => {
      await assert.rejects(setUp(root, "python3"), { name: "UserError", message: /3\.10\.4/ });
      await assert.rejects(Deno.stat(join(root, ".venv")), Deno.errors.NotFound);
    }),
});
