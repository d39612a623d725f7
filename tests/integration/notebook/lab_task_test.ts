/** `deno task notebook` where JupyterLab cannot start: told before anything is made. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { exitCode } from "@/errors.ts";
import { inNotebookFolder } from "./notebook_task.ts";

Deno.test("a port that is taken is refused before Python is looked for", () =>
  inNotebookFolder(async (folder) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr as Deno.NetAddr;
    const { code, stderr } = await folder.run("notebook", "--port", String(port), "--no-browser");
    listener.close();
    assert.equal(code, exitCode.unavailable, stderr);
    assert(stderr.includes(`JupyterLab cannot start: port ${port} is taken`), stderr);
    assert.match(stderr, /\n→ /);
    assert.deepEqual(await folder.names(), []);
  }));

Deno.test("a machine without Python is told which Python to install, and no environment is begun", () =>
  inNotebookFolder(async (folder) => {
    const locks = ["requirements-notebook.lock", "requirements.lock"];
    for (const name of locks) await Deno.writeTextFile(join(folder.path, name), "");
    const { code, stdout, stderr } = await folder.run("notebook", "--no-browser");
    assert.equal(code, exitCode.unavailable, stderr);
    assert.match(stderr, /need Python 3\.11 to 3\.14/);
    assert.equal(stdout, "");
    assert(!(await folder.names()).includes(".venv"));
  }));

Deno.test("a port that only a superuser may have is a wrong flag", () =>
  inNotebookFolder(async (folder) => {
    assert.equal((await folder.run("notebook", "--port", "80")).code, exitCode.usage);
  }));
