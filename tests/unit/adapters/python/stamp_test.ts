/** The stamp tells a whole `.venv` from a half-made or an outdated one. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { layout } from "@/adapters/python/layout.ts";
import { hashLocks, readStamp, removeStamp, writeStamp } from "@/adapters/python/stamp.ts";

async function withProject(test: (root: string, python: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  const { python } = layout(root, "3.12.1");
  await Deno.mkdir(dirname(python), { recursive: true });
  await Deno.writeTextFile(python, "the interpreter");
  try {
    await test(root, python);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("what is written is read", () =>
  withProject(async (root) => {
    assert.equal(await readStamp(root), undefined);
    await writeStamp(root, "3.12.1", { "a.lock": "00" });
    const stamp = await readStamp(root);
    assert.equal(stamp?.python, "3.12.1");
    assert.deepEqual(stamp?.locks, { "a.lock": "00" });
    await removeStamp(root);
    await removeStamp(root);
    assert.equal(await readStamp(root), undefined);
  }));

Deno.test("a stamp does not count once the interpreter is another one, or gone", () =>
  withProject(async (root, python) => {
    await writeStamp(root, "3.12.1", {});
    await Deno.writeTextFile(python, "another interpreter");
    assert.equal(await readStamp(root), undefined);
    await Deno.remove(python);
    assert.equal(await readStamp(root), undefined);
  }));

Deno.test("a damaged stamp does not count", () =>
  withProject(async (root) => {
    for (const text of ["", "{", "null", '{"python":3}']) {
      await Deno.writeTextFile(join(root, ".venv", "installed.json"), text);
      assert.equal(await readStamp(root), undefined, text);
    }
  }));

Deno.test("a lock file's hash changes with its content", () =>
  withProject(async (root) => {
    await Deno.writeTextFile(join(root, "a.lock"), "abc");
    assert.deepEqual(await hashLocks(root, ["a.lock"]), {
      "a.lock": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  }));
