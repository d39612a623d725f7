/** The lock files of the Python side fit together and keep strangers out. */
import assert from "node:assert/strict";

const read = (name: string) => Deno.readTextFileSync(new URL(`../../${name}`, import.meta.url));
const extensions = ["requirements-notebook.lock", "requirements-spark.lock"];
const locks = [
  "requirements.lock",
  ...extensions,
  "requirements/uv.lock",
  "requirements/hyperopt.lock",
  "requirements/evidently.lock",
];

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

for (const lock of extensions) {
  Deno.test(`${lock} has all that training gets, in the same versions`, () => {
    const extension = pins(lock);
    for (const pin of pins("requirements.lock").keys()) assert.ok(extension.has(pin), pin);
  });
}

Deno.test("what notebooks and Spark both get is in the same version", () => {
  const [notebook, spark] = extensions.map(pins);
  const nameOf = (pin: string) => pin.split("==")[0];
  const shared = new Set([...notebook.keys()].map(nameOf));
  for (const pin of spark.keys()) {
    if (shared.has(nameOf(pin))) assert.ok(notebook.has(pin), pin);
  }
});
