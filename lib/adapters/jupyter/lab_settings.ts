/** Settings of JupyterLab that differ from its own; the user may change them in Lab. */
import { join } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";

const overrides = {
  "@jupyterlab/apputils-extension:notification": {
    checkForUpdates: false,
    fetchNews: "false",
  },
  "@jupyterlab/apputils-extension:themes": { "adaptive-theme": true },
};

/** Writes the settings into `.venv`, where every start of Lab finds them. */
export async function writeLabSettings(venv: string): Promise<void> {
  const path = join(venv, "share", "jupyter", "lab", "settings", "overrides.json");
  await writeAtomically(path, [`${JSON.stringify(overrides, null, 1)}\n`]);
}
