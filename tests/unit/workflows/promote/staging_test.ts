import assert from "node:assert/strict";
import { describeMove } from "@/workflows/promote/projection.ts";
import { makeBench } from "./bench.ts";

Deno.test("whoever stops at Staging is told what was moved on the way there", async () => {
  const bench = await makeBench(2);
  await bench.promote(1, { to: "Staging" });
  const { result, moves } = await bench.promote(2, { to: "Staging" });
  assert.equal(result, "staged");
  assert.deepEqual(moves.map(describeMove), [
    "version 2: None → Staging",
    "alias staging: version 1 → version 2",
  ]);
  assert.deepEqual(await bench.lines(), ["2 Staging staging", "1 Archived"]);
});
