/** The lock files of the Python side fit together and keep strangers out. */
import assert from "node:assert/strict";

const read = (name: string) => Deno.readTextFileSync(new URL(`../../${name}`, import.meta.url));
const locks = ["requirements.lock", "requirements-notebook.lock", "requirements/uv.lock"];

/** Each `name==version`, with how many hashes it has. */
function pins(lock: string): Map<string, number> {
  const entries = read(lock).split(/^(?=[a-z0-9])/m).filter((entry) => /^[a-z0-9]/.test(entry));
  return new Map(
    entries.map((entry) => [/^\S+/.exec(entry)![0], entry.match(/--hash=sha256:/g)?.length ?? 0]),
  );
}

for (const lock of locks) {
  Deno.test(`every package of ${lock} has one version and its hashes, and no index is named`, () => {
    for (const [pin, hashCount] of pins(lock)) {
      assert.match(pin, /^[a-z0-9-]+==[\w.]+$/);
      assert.ok(hashCount > 0, pin);
    }
    assert.doesNotMatch(read(lock), /:\/\/|--(extra-)?index|--find-links/);
  });
}

Deno.test("notebooks get all that training gets, in the same versions", () => {
  const notebook = pins("requirements-notebook.lock");
  for (const pin of pins("requirements.lock").keys()) assert.ok(notebook.has(pin), pin);
});
