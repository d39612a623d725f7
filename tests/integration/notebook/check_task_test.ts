/** `deno task notebook:check` on notebooks with and without faults; it changes nothing. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { exitCode } from "@/errors.ts";
import { inNotebookFolder } from "./notebook_task.ts";

Deno.test("a notebook that was formatted and run holds until its outputs are of another run", () =>
  inNotebookFolder(async (folder) => {
    await folder.write("x.ipynb", [
      "function twice(x: number): number {\n  return 2 * x;\n}",
      "console.log(twice(1)); // two",
    ]);
    assert.equal((await folder.run("notebook:run", "x.ipynb")).code, 0);
    const sound = await folder.read("x.ipynb");
    const { code, stdout, stderr } = await folder.run("notebook:check", "x.ipynb");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /hold: format, types, lint, run, outputs/);
    assert.equal(await folder.read("x.ipynb"), sound);

    const stale = sound.replace(`"execution_count": 2`, `"execution_count": 7`)
      .replace(`"stdout"`, `"stderr"`);
    await Deno.writeTextFile(join(folder.path, "x.ipynb"), stale);
    const refused = await folder.run("notebook:check", "x.ipynb");
    assert.equal(refused.code, exitCode.failure);
    assert.match(refused.stderr, /x\.ipynb: cell \[2\] has the number 7; run/);
    assert.match(refused.stderr, /x\.ipynb: cell \[2\] keeps a complaint: 2/);
    assert.equal(await folder.read("x.ipynb"), stale);
    assert.deepEqual(await folder.names(), ["x.ipynb"]);
  }));

Deno.test("faults of format, types and lint are told by cell and line, and then nothing is run", () =>
  inNotebookFolder(async (folder) => {
    const text = await folder.write("x.ipynb", [
      `Deno.writeTextFileSync("ran", "");`,
      "const x = 1;\nconst text: string = x;",
      "const y   =   text;\nlet unused = y;",
    ]);
    const { code, stderr } = await folder.run("notebook:check", "x.ipynb");
    assert.equal(code, exitCode.failure);
    assert.match(stderr, /error: The notebooks do not hold: \n {2}x\.ipynb: /);
    assert.match(stderr, /not assignable to type 'string'[^]*x\.ipynb, cell \[2\], line 2/);
    assert.match(stderr, /no-unused-vars[^]*x\.ipynb, cell \[3\], line 2/);
    assert.match(stderr, /x\.ipynb: cell \[3\] is not formatted\n/);
    assert.doesNotMatch(stderr, /cell \[[12]\] is not formatted/);
    assert.doesNotMatch(stderr, /\.ipynb\.\d+\.ts/);
    assert.equal(await folder.read("x.ipynb"), text);
    assert.deepEqual(await folder.names(), ["x.ipynb"]);
  }));
