import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { checkRegistry } from "@/workflows/doctor/registry_checks.ts";
import { repairRegistry } from "@/workflows/doctor/registry_repair.ts";
import { type Bench, makeBench, name } from "../promote/bench.ts";

async function champions(): Promise<Bench> {
  const bench = await makeBench(3);
  for (const version of [1, 2]) await bench.promote(version);
  return bench;
}

async function checksOf({ ports }: Bench): Promise<string[]> {
  return (await checkRegistry(ports, name)).map(({ check }) => check);
}

Deno.test("a registry as promotion leaves it is sound, and repair does nothing", async () => {
  const bench = await champions();
  assert.deepEqual(await checksOf(bench), []);
  assert.deepEqual(await repairRegistry(bench.ports, name), []);
  assert.deepEqual(await checkRegistry(bench.ports, "Not there"), []);
});

Deno.test("whatever a person moves by hand is found and set back", async () => {
  const byHand: ((bench: Bench) => Promise<void>)[] = [
    ({ registry }) => registry.setStage(name, 1, "Production"),
    ({ registry }) => registry.setStage(name, 2, "Archived"),
    ({ registry }) => registry.setStage(name, 1, "None"),
    ({ registry }) => registry.setAlias(name, "champion", 3),
    ({ registry }) => registry.setAlias(name, "previous", 2),
    ({ registry }) => registry.deleteAlias(name, "champion"),
    ({ registry }) => registry.deleteVersion(name, 2),
  ];
  for (const [index, move] of byHand.entries()) {
    const bench = await champions();
    await move(bench);
    assert.notDeepEqual(await checksOf(bench), [], `case ${index}`);
    assert.notDeepEqual(await repairRegistry(bench.ports, name), [], `case ${index}`);
    assert.deepEqual(await checksOf(bench), [], `case ${index}`);
  }
});

Deno.test("what a person did before there was an audit is only told", async () => {
  const bench = await makeBench(2);
  await bench.registry.setStage(name, 1, "Production");
  const [finding, ...others] = await checkRegistry(bench.ports, name);
  assert.deepEqual(others, []);
  assert.deepEqual([finding.severity, finding.repairable], ["warning", false]);
  assert.deepEqual(await repairRegistry(bench.ports, name), []);
  assert.deepEqual(await bench.lines(), ["2 None", "1 Production"]);
});

Deno.test("a repair is an entry of the audit", async () => {
  const bench = await champions();
  await bench.registry.setAlias(name, "champion", 1);
  await repairRegistry(bench.ports, name);
  const { action, why } = (await bench.ledger()).entries.at(-1)!;
  assert.deepEqual([action, why], ["restore", "alias champion: version 1 → version 2"]);
});

Deno.test("a damaged model is an error where it serves, a warning where it does not", async () => {
  const bench = await champions();
  const loadPipeline = (uri: string) =>
    uri.endsWith("/2") || uri.endsWith("/3")
      ? Promise.reject(new UserError(`${uri} is damaged`))
      : bench.ports.loadPipeline(uri);
  const findings = await checkRegistry({ ...bench.ports, loadPipeline }, name);
  assert.deepEqual(
    findings.map(({ check, severity, message }) => [check, severity, message.slice(0, 9)]),
    [["registry.version", "warning", "Version 3"], ["registry.version", "error", "Version 2"]],
  );
});

Deno.test("an earlier champion may be deleted: nothing is wrong then", async () => {
  const bench = await champions();
  await bench.registry.deleteVersion(name, 1);
  assert.deepEqual(await checksOf(bench), []);
});
