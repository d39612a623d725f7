/** Jupyter keeps everything inside the project. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { jupyterFolder, jupyterVariables } from "@/adapters/jupyter/folders.ts";

Deno.test("every folder of Jupyter and IPython lies in .jupyter, each in another place", () => {
  const { JUPYTER_NO_CONFIG, JUPYTER_PREFER_ENV_PATH, ...folders } = jupyterVariables("/project");
  assert.deepEqual([JUPYTER_NO_CONFIG, JUPYTER_PREFER_ENV_PATH], ["1", "1"]);
  const paths = Object.values(folders);
  assert.equal(jupyterFolder("/project"), join("/project", ".jupyter"));
  for (const path of paths) assert.ok(path.startsWith(join("/project", ".jupyter", "/")), path);
  assert.equal(new Set(paths).size, paths.length);
  const wanted = ["IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"];
  for (const name of wanted) assert.ok(name in folders, name);
});
