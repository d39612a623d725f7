import assert from "node:assert/strict";
import { parseMoment, servicesAt } from "@/workflows/promote/history.ts";
import { promote } from "@/workflows/promote/promote.ts";
import { makeBench, name } from "./bench.ts";

/** Three promotions, a day apart from 24 November at 10:30 on. */
const bench = await makeBench(3);
for (const [day, version] of [[24, 1], [25, 2], [26, 3]]) {
  const ports = { ...bench.ports, now: () => Date.UTC(2026, 10, day, 10, 30) };
  await promote({ name, version, to: "Production", force: undefined }, ports);
}
const { state } = await bench.ledger();

function servingAt(text: string): number[] {
  return servicesAt(state, parseMoment(text)!).map(({ version }) => version);
}

Deno.test("a day has all versions that served in it, a moment the one", () => {
  assert.deepEqual(servingAt("2026-11-23"), []);
  assert.deepEqual(servingAt("2026-11-24"), [1]);
  assert.deepEqual(servingAt("2026-11-25"), [1, 2]);
  assert.deepEqual(servingAt("2026-11-25T10:29Z"), [1]);
  assert.deepEqual(servingAt("2026-11-25T10:30Z"), [2]);
  assert.deepEqual(servingAt("2026-11-25 11:31+01:00"), [2]);
  assert.deepEqual(servingAt("2030-01-01"), [3]);
});

Deno.test("what is no day and no time is not understood", () => {
  for (
    const text of ["", "yesterday", "2026-02-30", "2026-13-01", "2026-11-24T25:00", "24.11.2026"]
  ) {
    assert.equal(parseMoment(text), undefined, text);
  }
});
