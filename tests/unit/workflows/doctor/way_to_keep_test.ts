import assert from "node:assert/strict";
import { checkRegistry } from "@/workflows/doctor/registry_checks.ts";
import type { Registry } from "@/workflows/registry.ts";
import { makeBench, name } from "../promote/bench.ts";

/** How to keep what was done by hand to two champions and a version 3, as the doctor says it. */
async function waysToKeep(byHand: (registry: Registry) => Promise<void>) {
  const bench = await makeBench(3);
  for (const version of [1, 2]) await bench.promote(version);
  await byHand(bench.registry);
  const findings = await checkRegistry(bench.ports, name);
  assert.notEqual(findings.length, 0);
  const commands = findings.map(({ mend }) =>
    /to keep .*: deno task promote (.*)$/.exec(mend)?.[1]
  );
  return { commands: commands.filter((command) => command !== undefined), bench };
}

Deno.test("a version put into Production by hand is kept by promoting it", async () => {
  const { commands, bench } = await waysToKeep((registry) =>
    registry.setStage(name, 3, "Production")
  );
  assert.deepEqual(commands, ['--version 3 --force "why"']);
  await bench.promote(3, { force: "why" });
  assert.deepEqual(await checkRegistry(bench.ports, name), []);
  assert.deepEqual((await bench.lines())[0], "3 Production champion");
});

Deno.test("a version put into Staging by hand is kept by staging it", async () => {
  const { commands, bench } = await waysToKeep((registry) => registry.setStage(name, 1, "Staging"));
  assert.deepEqual(commands, ["--version 1 --to staging"]);
  await bench.promote(1, { to: "Staging" });
  assert.deepEqual(await checkRegistry(bench.ports, name), []);
  assert.deepEqual((await bench.lines())[2], "1 Staging previous staging");
});

Deno.test("nothing keeps a champion out of Production but another champion", async () => {
  const { commands } = await waysToKeep((registry) => registry.setStage(name, 2, "Archived"));
  assert.deepEqual(commands, []);
});
