import assert from "node:assert/strict";
import { parseTransform, transformBox, union } from "@/adapters/plotly/box.ts";

const box = { left: 0, top: 0, right: 10, bottom: 4 };

function rounded(transform: string) {
  const { left, top, right, bottom } = transformBox(box, parseTransform(transform));
  return [left, top, right, bottom].map((value) => Math.round(value * 1e9) / 1e9 + 0);
}

Deno.test("transforms apply from the right to the left, as SVG says", () => {
  assert.deepEqual(rounded("translate(5,6)"), [5, 6, 15, 10]);
  assert.deepEqual(rounded("scale(2)"), [0, 0, 20, 8]);
  assert.deepEqual(rounded("translate(5) scale(2, 3)"), [5, 0, 25, 12]);
  assert.deepEqual(rounded("matrix(1 0 0 1 -1 -2)"), [-1, -2, 9, 2]);
  assert.deepEqual(rounded(""), [0, 0, 10, 4]);
});

Deno.test("rotations turn clockwise about their centre", () => {
  assert.deepEqual(rounded("rotate(90)"), [-4, 0, 0, 10]);
  assert.deepEqual(rounded("rotate(-90,5,2)"), [3, -3, 7, 7]);
});

Deno.test("union() covers both boxes and takes nothing for nothing", () => {
  const other = { left: -1, top: 2, right: 3, bottom: 9 };
  assert.deepEqual(union(box, other), { left: -1, top: 0, right: 10, bottom: 9 });
  assert.deepEqual(union(undefined, box), box);
  assert.equal(union(undefined, undefined), undefined);
});
