import assert from "node:assert/strict";
import { describeMove } from "@/workflows/promote/projection.ts";
import type { UserError } from "@/errors.ts";
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

Deno.test("where no version is new, the next step names the one in Staging", async () => {
  const bench = await makeBench(3);
  for (const version of [2, 3]) await bench.promote(version);
  await bench.promote(2);
  const hintOf = async () =>
    await bench.promote().then(() => undefined, ({ hint }: UserError) => hint);
  assert.match(await hintOf() ?? "", /promote it nevertheless: .* --version 3$/);
  await bench.promote(1, { to: "Staging" });
  assert.match(await hintOf() ?? "", /the one in Staging: .* --version 1$/);
});
