/** Notebook files that are found, read, or not to be had. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { formatNotebook } from "@/adapters/ipynb/document.ts";
import { findNotebooks, readNotebookFile } from "@/adapters/ipynb/notebook_file.ts";
import { exitCode, UserError } from "@/errors.ts";
import { code, notebook } from "./notebooks.ts";

async function withProject(test: (root: string, folder: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  const folder = join(root, "notebooks");
  await Deno.mkdir(folder);
  try {
    await test(root, folder);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("the notebooks of a project are found in the order of their names, nothing else", () =>
  withProject(async (root, folder) => {
    const names = ["03.ipynb", "01.ipynb", "README.md", "02.ipynb", "02.ipynb.bak"];
    for (const name of names) await Deno.writeTextFile(join(folder, name), "");
    await Deno.mkdir(join(folder, ".ipynb_checkpoints"));
    assert.deepEqual(
      await findNotebooks(root),
      ["01.ipynb", "02.ipynb", "03.ipynb"].map((name) => join(folder, name)),
    );
  }));

Deno.test("a notebook is read with its name, its text and its cells", () =>
  withProject(async (_root, folder) => {
    const path = join(folder, "x.ipynb");
    const read = notebook(code("a", "1;"));
    const text = formatNotebook(read);
    await Deno.writeTextFile(path, text);
    const file = await readNotebookFile(path);
    assert.deepEqual(file, { path, name: "x.ipynb", text, notebook: read });
  }));

Deno.test("a path that leads to no file, or to a folder, is refused with that path", () =>
  withProject(async (_root, folder) => {
    for (const path of [join(folder, "none.ipynb"), folder]) {
      await assert.rejects(readNotebookFile(path), (error) => {
        assert(error instanceof UserError);
        assert.ok(error.message.includes(path), error.message);
        assert.equal(error.exitCode, exitCode.data);
        return true;
      });
    }
  }));
