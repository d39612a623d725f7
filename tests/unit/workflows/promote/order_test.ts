import assert from "node:assert/strict";
import fc from "fast-check";
import { auditProblems, toLedger } from "@/workflows/promote/ledger.ts";
import { inOrder } from "@/workflows/promote/order.ts";
import { promote } from "@/workflows/promote/promote.ts";
import { type Bench, makeBench, name } from "./bench.ts";

const plan = { name, to: "Production", force: undefined } as const;

/** Promotes version 2, and lets others act while the entry that crowns it is on its way. */
async function promoteSlowly({ ports }: Bench, meanwhile: () => Promise<unknown>) {
  let isFirst = true;
  const registry = {
    ...ports.registry,
    async setTag(model: string, key: string, value: string) {
      if (isFirst && value.includes('"promote"')) {
        isFirst = false;
        await meanwhile();
      }
      await ports.registry.setTag(model, key, value);
    },
  };
  let suffixCount = 0;
  // Its keys sort before all others.
  const suffix = () => `0000000${suffixCount++}`;
  return await promote({ ...plan, version: 2 }, { ...ports, registry, suffix });
}

async function reignsOf(bench: Bench) {
  return (await bench.ledger()).state.reigns.map(({ version }) => version);
}

Deno.test("a promotion that was long on its way does not undo those that overtook it", async () => {
  const bench = await makeBench(4);
  await bench.promote(1);
  const { result, replaced } = await promoteSlowly(bench, async () => {
    await bench.promote(3);
    await bench.promote(4);
  });
  assert.deepEqual([result, replaced], ["promoted", 4]);
  assert.deepEqual(await reignsOf(bench), [1, 3, 4, 2]);
  const { state, entries } = await bench.ledger();
  const overtaken = entries.filter(({ key }) => state.overtaken.has(key));
  assert.deepEqual(overtaken.map(({ action, version }) => [action, version]), [["promote", 2]]);
});

Deno.test("the order does not depend on who reads", async () => {
  const bench = await makeBench(4);
  await bench.promote(1);
  await promoteSlowly(bench, () => bench.promote(3));
  const { entries } = await bench.ledger();
  fc.assert(fc.property(
    fc.shuffledSubarray([...entries], { minLength: entries.length }),
    (shuffled) => assert.deepEqual(inOrder(shuffled), entries),
  ));
});

Deno.test("an audit with a gap is still shown from the first entry to the last", async () => {
  const bench = await makeBench(3);
  for (const version of [1, 2, 3]) await bench.promote(version);
  const { entries } = await bench.ledger();
  for (const gone of entries) {
    const left = entries.filter((entry) => entry !== gone);
    assert.deepEqual(inOrder(left.toReversed()), left);
  }
});

Deno.test("whichever of two entries written at once is removed, it is noticed", async () => {
  const bench = await makeBench(3);
  await bench.promote(1);
  await promoteSlowly(bench, () => bench.promote(3, { to: "Staging" }));
  await bench.promote(1);
  const { model, entries } = await bench.ledger();
  const atOnce = entries.filter(({ sequence }, index) =>
    entries.some((other, place) => place !== index && other.sequence === sequence)
  );
  assert.equal(atOnce.length, 2);
  for (const { key } of atOnce) {
    const { [key]: _, ...tags } = model.tags;
    assert.equal(auditProblems(toLedger({ ...model, tags })).length, 1, key);
  }
});
