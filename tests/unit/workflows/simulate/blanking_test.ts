import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { parseBlankings } from "@/workflows/simulate/blanking.ts";

Deno.test("shares of any column are read", () => {
  const blankings = parseBlankings("ca=0.8,thal=1", heartSchema);
  assert.deepEqual(blankings.map(({ column, share }) => [column.name, share]), [
    ["ca", 0.8],
    ["thal", 1],
  ]);
});

Deno.test("what is no share is refused", () => {
  for (const text of ["ca=1.1", "ca=-0.1", "ca=some", "ca", "num=0.5"]) {
    assert.throws(() => parseBlankings(text, heartSchema), UserError, text);
  }
});
