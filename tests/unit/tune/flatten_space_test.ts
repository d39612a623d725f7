import assert from "node:assert/strict";
import { flattenSpace } from "@/tune/flatten_space.ts";

Deno.test("flattenSpace() lists an option's own parameters right after its choice", () => {
  const uniform = { type: "uniform", low: 0, high: 1 } as const;
  const inner = { type: "choice", options: [{ value: 1, parameters: { c: uniform } }, 2] } as const;
  const outer = {
    type: "choice",
    options: ["plain", { value: "nested", parameters: { b: inner } }],
  } as const;
  assert.deepEqual(flattenSpace({ a: outer, d: uniform }), [
    ["a", outer],
    ["b", inner],
    ["c", uniform],
    ["d", uniform],
  ]);
});

Deno.test("flattenSpace() of an empty space is empty", () => {
  assert.deepEqual(flattenSpace({}), []);
});
