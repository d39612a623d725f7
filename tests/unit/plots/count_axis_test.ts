import assert from "node:assert/strict";
import { countAxis } from "@/plots/count_axis.ts";

Deno.test("countAxis() has whole ticks only, and about five of them", () => {
  const steps = [0, 1, 3, 12, 44, 304, 1_000_000].map((greatest) => countAxis(greatest).dtick);
  assert.deepEqual(steps, [1, 1, 1, 5, 10, 100, 200_000]);
});
