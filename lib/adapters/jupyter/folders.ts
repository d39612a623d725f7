/** Where Jupyter keeps what it keeps: inside the project, never in the user's home. */
import { join } from "node:path";

/** The folder of everything Jupyter writes for this project. */
export function jupyterFolder(root: string): string {
  return join(root, ".jupyter");
}

/** Variables that keep Jupyter and IPython inside the project. */
export function jupyterVariables(root: string): Record<string, string> {
  const folder = jupyterFolder(root);
  return {
    JUPYTER_CONFIG_DIR: join(folder, "config"),
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(folder, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(folder, "workspaces"),
    IPYTHONDIR: join(folder, "ipython"),
    // Only what the project brings counts, not what the user or the machine has.
    JUPYTER_NO_CONFIG: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
  };
}
