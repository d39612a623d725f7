/** Settings that Lab finds in `.venv`. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeLabSettings } from "@/adapters/jupyter/lab_settings.ts";

Deno.test("Lab is told neither to ask for news nor for updates", async () => {
  const venv = await Deno.makeTempDir();
  await writeLabSettings(venv);
  const path = join(venv, "share", "jupyter", "lab", "settings", "overrides.json");
  const settings = JSON.parse(await Deno.readTextFile(path));
  assert.deepEqual(settings["@jupyterlab/apputils-extension:notification"], {
    checkForUpdates: false,
    fetchNews: "false",
  });
  await Deno.remove(venv, { recursive: true });
});
