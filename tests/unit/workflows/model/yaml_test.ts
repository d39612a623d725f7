import assert from "node:assert/strict";
import { toYaml } from "@/workflows/model/yaml.ts";

Deno.test("objects and lists nest in block style", () => {
  const value = { a: { b: [1, { c: null, d: ["x"] }, ["z"]] }, e: {}, f: [] };
  assert.equal(
    toYaml(value),
    "a:\n  b:\n  - 1\n  - c: null\n    d:\n    - x\n  - - z\ne: {}\nf: []\n",
  );
});

Deno.test("text that YAML would read as something else is quoted", () => {
  const texts = ["true", "No", "null", "3.10", "1e3", "a: b", "- a", "a #b", "", "ü", "'", '"'];
  for (const text of texts) assert.equal(toYaml({ text }), `text: ${JSON.stringify(text)}\n`);
  assert.equal(toYaml({ "3.1": "conda-forge" }), '"3.1": conda-forge\n');
});
