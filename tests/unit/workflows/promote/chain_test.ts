import assert from "node:assert/strict";
import { auditProblems, toLedger } from "@/workflows/promote/ledger.ts";
import { promote } from "@/workflows/promote/promote.ts";
import { makeBench, name } from "./bench.ts";

const bench = await makeBench(2);
for (const version of [1, 2]) await bench.promote(version);
const { model, entries } = await bench.ledger();
const keys = entries.map(({ key }) => key);

function problemsOf(tags: Record<string, string>): string[] {
  return auditProblems(toLedger({ ...model, tags }));
}

Deno.test("an audit as it was written is whole", () => {
  assert.equal(entries.length, 4);
  assert.deepEqual(problemsOf({ ...model.tags }), []);
});

Deno.test("whatever entry is removed, it is noticed", () => {
  for (const key of keys) {
    const { [key]: _, ...tags } = model.tags;
    assert.equal(problemsOf(tags).length, 1, key);
  }
});

Deno.test("whatever entry is changed, it is noticed", () => {
  for (const key of keys) {
    const changed = model.tags[key].replace("ada@lab", "eve@lab");
    assert.notEqual(changed, model.tags[key]);
    assert.ok(problemsOf({ ...model.tags, [key]: changed }).length > 0, key);
  }
});

Deno.test("an entry that cannot be read is named", () => {
  const problems = problemsOf({ ...model.tags, [keys[0]]: "{" });
  assert.match(problems.join(), new RegExp(`${keys[0]} cannot be read`));
});

Deno.test("nothing is promoted on an audit that is not whole", async () => {
  const tampered = { ...bench.ports.registry };
  tampered.read = async (wanted) => {
    const found = (await bench.registry.read(wanted))!;
    const { [keys[1]]: _, ...tags } = found.tags;
    return { ...found, tags };
  };
  const plan = { name, version: 1, to: "Production", force: undefined } as const;
  await assert.rejects(promote(plan, { ...bench.ports, registry: tampered }), /is not whole/);
});
