/** `deno task notebook:run` as a person runs it, on a machine without Python. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { codeCells, parseNotebook } from "@/adapters/ipynb/document.ts";
import { exitCode } from "@/errors.ts";
import { inNotebookFolder } from "./notebook_task.ts";

Deno.test("a run needs no Python, keeps the outputs, and changes nothing the second time", () =>
  inNotebookFolder(async (folder) => {
    await folder.write("x.ipynb", ["const x = 1;", `console.log("x is", x);`]);
    const first = await folder.run("notebook:run", "x.ipynb");
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^written: .*x\.ipynb\n$/);
    const text = await folder.read("x.ipynb");
    const [, { outputs, execution_count }] = codeCells(parseNotebook(text, "x.ipynb"));
    assert.deepEqual(outputs, [{ output_type: "stream", name: "stdout", text: "x is 1\n" }]);
    assert.equal(execution_count, 2);
    // A file that is written again is another one.
    const fileNumber = async () => (await Deno.stat(join(folder.path, "x.ipynb"))).ino;
    const before = await fileNumber();
    assert.match((await folder.run("notebook:run", "x.ipynb")).stdout, /^unchanged: /);
    assert.equal(await fileNumber(), before);
    assert.equal(await folder.read("x.ipynb"), text);
    assert.deepEqual(await folder.names(), ["x.ipynb"]);
    assert.deepEqual(await folder.connectionFiles(), []);
  }));

Deno.test("a cell that fails is named and leaves its file and those after it as they were", () =>
  inNotebookFolder(async (folder) => {
    const before = await folder.write("good.ipynb", ["1;"]);
    const bad = await folder.write("bad.ipynb", ["1;", `throw new RangeError("on purpose");`]);
    const after = await folder.write("after.ipynb", ["1;"]);
    const { code, stderr, stdout } = await folder.run(
      "notebook:run",
      ...["good.ipynb", "bad.ipynb", "after.ipynb"],
    );
    assert.equal(code, exitCode.failure);
    assert.match(stderr, /error: bad\.ipynb, cell \[2\] failed: [^]*RangeError: on purpose/);
    assert.match(stderr, /│ throw new RangeError/);
    assert.match(stderr, /→ .*not changed/);
    assert.match(stdout, /^written: .*good\.ipynb\n$/);
    assert.notEqual(await folder.read("good.ipynb"), before);
    assert.equal(await folder.read("bad.ipynb"), bad);
    assert.equal(await folder.read("after.ipynb"), after);
    assert.deepEqual(await folder.connectionFiles(), []);
  }));

Deno.test("a cell that ends its own kernel, or that never ends, is an error and leaves the file", () =>
  inNotebookFolder(async (folder) => {
    const failing: [string, RegExp][] = [
      ["Deno.exit(3);", /error: The Deno kernel has ended[^]*→ .*Deno\.exit/],
      ["for (;;);", /error: x\.ipynb, cell \[1\] took longer than 1 s[^]*→ .*--timeout/],
    ];
    for (const [source, message] of failing) {
      const text = await folder.write("x.ipynb", [source]);
      const { code, stderr } = await folder.run("notebook:run", "--timeout", "1", "x.ipynb");
      assert.equal(code, exitCode.failure);
      assert.match(stderr, message);
      assert.equal(await folder.read("x.ipynb"), text);
    }
    assert.deepEqual(await folder.connectionFiles(), []);
  }));

Deno.test("what is no notebook is refused with the data code, by run and check alike", () =>
  inNotebookFolder(async (folder) => {
    const old = (await folder.write("old.ipynb", ["1;"])).replace(`"nbformat": 4`, `"nbformat": 3`);
    const broken: [string, string | undefined, RegExp][] = [
      ["none.ipynb", undefined, /error: Cannot read .*none\.ipynb: there is no such file/],
      ["cut.ipynb", old.slice(0, 50), /error: Cannot read cut\.ipynb as a notebook: .*JSON/],
      ["old.ipynb", old, /error: Cannot read old\.ipynb as a notebook: nbformat: .*expected 4/],
    ];
    for (const [name, text, message] of broken) {
      if (text !== undefined) await Deno.writeTextFile(join(folder.path, name), text);
      // One is enough to see that the check reads as the run does.
      for (
        const task of name === "old.ipynb" ? ["notebook:run", "notebook:check"] : ["notebook:run"]
      ) {
        const { code, stderr, stdout } = await folder.run(task, name);
        assert.equal(code, exitCode.data, stderr);
        assert.match(stderr, message);
        assert.match(stderr, /\n→ /);
        assert.equal(stdout, "");
      }
      if (text !== undefined) assert.equal(await folder.read(name), text);
    }
  }));

Deno.test("wrong flags end with the usage code", () =>
  inNotebookFolder(async (folder) => {
    const wrong = [["notebook:run", "--timeout", "0"], ["notebook:check", "--what"]];
    for (const [task, ...flags] of wrong) {
      assert.equal((await folder.run(task, ...flags)).code, exitCode.usage, flags.join(" "));
    }
  }));
