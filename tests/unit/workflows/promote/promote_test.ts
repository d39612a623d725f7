import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import type { Gate } from "@/workflows/promote/gate.ts";
import { servesNone } from "@/workflows/promote/ledger.ts";
import { rollback } from "@/workflows/promote/rollback.ts";
import { fakeGate, makeBench, name } from "./bench.ts";

Deno.test("the newest version passes Staging on its way to Production", async () => {
  const bench = await makeBench(2);
  const { result, version, moves } = await bench.promote();
  assert.deepEqual([result, version], ["promoted", 2]);
  assert.deepEqual(
    moves.filter(({ kind }) => kind === "stage").map(({ from, to }) => [from, to]),
    [["None", "Staging"], ["Staging", "Production"]],
  );
  assert.deepEqual(await bench.lines(), ["2 Production champion", "1 None"]);
  const { entries } = await bench.ledger();
  assert.deepEqual(entries.map(({ action, from, to }) => [action, from, to]), [
    ["stage", "None", "Staging"],
    ["promote", "Staging", "Production"],
  ]);
  assert.equal(entries[1].at, "2026-11-24T10:30:00.000Z");
  assert.equal(entries[1].by, "ada@lab");
  assert.deepEqual(entries[1].gate, [["floor.roc_auc", 0.9, 0.85, "pass"]]);
});

Deno.test("the champion before is archived and stays within reach", async () => {
  const bench = await makeBench(3);
  for (const version of [1, 2, 3]) await bench.promote(version);
  assert.deepEqual(await bench.lines(), [
    "3 Production champion",
    "2 Archived previous",
    "1 Archived",
  ]);
});

Deno.test("a version can be left in Staging, unjudged", async () => {
  const bench = await makeBench(1);
  const { result, gate } = await bench.promote(1, { to: "Staging" });
  assert.deepEqual([result, gate], ["staged", undefined]);
  assert.deepEqual(await bench.lines(), ["1 Staging staging"]);
  assert.equal((await bench.promote(1, { to: "Staging" })).result, "unchanged");
});

Deno.test("what the gate refuses stays in Staging, and the refusal is kept", async () => {
  const bench = await makeBench(2, fakeGate([2]));
  await bench.promote(1);
  assert.equal((await bench.promote(2)).result, "refused");
  assert.deepEqual(await bench.lines(), ["2 Staging staging", "1 Production champion"]);
  const { entries } = await bench.ledger();
  assert.deepEqual(entries.at(-1)?.gate, [["floor.roc_auc", 0.9, 0.85, "fail"]]);
});

Deno.test("a refusal is overruled by a reason alone, which is kept", async () => {
  const bench = await makeBench(1, fakeGate([1]));
  await assert.rejects(
    bench.promote(1, { force: "  " }),
    ({ exitCode: code }: UserError) => code === exitCode.usage,
  );
  assert.deepEqual((await bench.ledger()).entries, []);
  assert.equal((await bench.promote(1, { force: "a drill" })).result, "promoted");
  const { why, forced } = (await bench.ledger()).entries.at(-1)!;
  assert.deepEqual([why, forced], ["a drill", true]);
});

Deno.test("a reason given although the gate lets the version pass overrules nothing", async () => {
  const bench = await makeBench(1);
  await bench.promote(1, { force: "to be sure" });
  assert.equal((await bench.ledger()).entries.at(-1)?.forced, false);
});

Deno.test("the champion is not promoted again", async () => {
  const bench = await makeBench(1);
  await bench.promote();
  const { entries } = await bench.ledger();
  assert.equal((await bench.promote()).result, "unchanged");
  assert.deepEqual((await bench.ledger()).entries, entries);
});

Deno.test("what serves before there is any audit becomes the first champion", async () => {
  const bench = await makeBench(2);
  await bench.registry.setStage(name, 1, "Production");
  await bench.promote(2);
  const { entries } = await bench.ledger();
  assert.deepEqual(entries.map(({ action, version }) => [action, version]), [
    ["adopt", 1],
    ["stage", 2],
    ["promote", 2],
  ]);
  assert.deepEqual(await bench.lines(), ["2 Production champion", "1 Archived previous"]);
});

Deno.test("a version that was set aside comes back only by its number", async () => {
  const bench = await makeBench(2);
  await bench.promote(2);
  await rollbackOrPromote(bench);
  await assert.rejects(bench.promote(), /Nothing to promote: version 2/);
  assert.equal((await bench.promote(2)).result, "promoted");

  async function rollbackOrPromote({ promote, ports }: typeof bench) {
    await promote(1);
    await rollback(name, "", ports);
    await promote(1);
  }
});

Deno.test("what cannot be promoted is refused with the next step", async () => {
  const bench = await makeBench(1);
  await assert.rejects(bench.promote(7), /no version 7.*There are: 1/);
  await bench.promote(1);
  await assert.rejects(bench.promote(1, { to: "Staging" }), /is in Production/);
  await bench.registry.deleteVersion(name, 1);
  await assert.rejects(bench.promote(), /has no versions/);
});

Deno.test("a version that is deleted while it is judged is not promoted", async () => {
  const bench = await makeBench(2);
  await bench.promote(1);
  const deleting: Gate = {
    async examine(subject) {
      const { judge } = await fakeGate().examine(subject);
      return {
        async judge() {
          await bench.registry.deleteVersion(name, 2);
          return await judge();
        },
      };
    },
  };
  bench.ports.gate.examine = deleting.examine;
  await assert.rejects(bench.promote(2), /deleted meanwhile/);
  assert.deepEqual((await bench.lines()).map((line) => line.split(" ")[1]), ["Production"]);
});

Deno.test("a rollback passes over champions that were deleted", async () => {
  const bench = await makeBench(3);
  for (const version of [1, 2, 3]) await bench.promote(version);
  await bench.registry.deleteVersion(name, 2);
  const { version, replaced } = await rollback(name, "alarms", bench.ports);
  assert.deepEqual([version, replaced], [1, 3]);
  assert.deepEqual(await bench.lines(), ["3 Archived", "1 Production champion"]);
  await assert.rejects(rollback(name, "", bench.ports), /no predecessor/);
});

Deno.test("without a champion there is nothing to roll back", async () => {
  const bench = await makeBench(1);
  await assert.rejects(rollback(name, "", bench.ports), /Nothing to roll back/);
});

Deno.test("a rollback to a model that does not load leaves all as it is", async () => {
  const bench = await makeBench(2);
  for (const version of [1, 2]) await bench.promote(version);
  const before = await bench.lines();
  const broken = {
    ...bench.ports,
    loadPipeline: () => Promise.reject(new UserError("pipeline.json is damaged")),
  };
  await assert.rejects(rollback(name, "", broken), /pipeline\.json is damaged/);
  assert.deepEqual(await bench.lines(), before);
});

Deno.test("a version serves as soon as the audit or a person has put it into Production", async () => {
  const byHand = await makeBench(1);
  assert.equal(servesNone(await byHand.ledger()), true);
  await byHand.registry.setStage(name, 1, "Production");
  assert.equal(servesNone(await byHand.ledger()), false);

  const promoted = await makeBench(2);
  await promoted.promote(1, { to: "Staging" });
  assert.equal(servesNone(await promoted.ledger()), true);
  await promoted.promote(1);
  assert.equal(servesNone(await promoted.ledger()), false);
  await promoted.registry.deleteVersion(name, 1);
  assert.equal(servesNone(await promoted.ledger()), false);
});
