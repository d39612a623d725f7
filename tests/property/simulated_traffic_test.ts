/** Simulated requests are taken by any server, and come from the whole cohort, whatever is changed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "@/data/random.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { readCohort } from "@/workflows/simulate/cohort.ts";
import { planTraffic, type TrafficPlan } from "@/workflows/simulate/plan_traffic.ts";
import { parseShifts } from "@/workflows/simulate/shift.ts";
import { parseCohort } from "../unit/data/synthetic/cohort.ts";

const patients = readCohort(heartSchema, parseCohort({ rowCount: 60, seed: 9 }).text);
const numeric = heartSchema.features.filter(({ kind }) => kind === "numeric");
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const shifts = fc.subarray(numeric, { minLength: 1 }).chain((columns) =>
  fc.tuple(
    ...columns.map(({ name }) =>
      fc.tuple(fc.constantFrom("+", "-", "*"), fc.integer({ min: 0, max: 9999 }))
        .map(([sign, amount]) => `${name}=${sign}${amount / 100}`)
    ),
  )
).map((parts) => parseShifts(parts.join(","), heartSchema));

const blankings = fc.subarray([...heartSchema.features]).chain((columns) =>
  fc.tuple(...columns.map((column) => share.map((share) => ({ column, share }))))
);

const plan: fc.Arbitrary<TrafficPlan> = fc.record({
  rowCount: fc.integer({ min: 0, max: 200 }),
  shifts: fc.oneof(fc.constant([]), shifts),
  blankings,
  labelShare: share,
});

const planned = (plan: TrafficPlan, seed: number) => [
  ...planTraffic(patients, plan, createRandom(seed)),
];

Deno.test("every planned request is one that a server takes", () => {
  fc.assert(fc.property(plan, seed, (plan, seed) => {
    const requests = planned(plan, seed);
    assert.equal(requests.length, plan.rowCount);
    for (const { inputs } of requests) {
      assert.deepEqual(readRow(heartSchema, inputs).refused, []);
      assert.deepEqual(Object.keys(inputs), heartSchema.features.map(({ name }) => name));
    }
  }));
});

Deno.test("everyone comes once before anyone comes again", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), seed, (rowCount, seed) => {
    const requests = planned({ rowCount, shifts: [], blankings: [], labelShare: 1 }, seed);
    const counts = new Map<string, number>();
    for (const { inputs, label } of requests) {
      const key = JSON.stringify([inputs, label]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const rounds = rowCount / patients.length;
    for (const patient of patients) {
      const count = counts.get(JSON.stringify([patient.inputs, patient.label])) ?? 0;
      assert(count === Math.floor(rounds) || count === Math.ceil(rounds), `${count}`);
    }
  }));
});

Deno.test("one seed gives the same requests, and changes leave patients and truths as they are", () => {
  fc.assert(fc.property(plan, seed, (plan, seed) => {
    const requests = planned(plan, seed);
    assert.deepEqual(planned(plan, seed), requests);
    const unchanged = planned({ ...plan, shifts: [], blankings: [] }, seed);
    const changed = [...plan.shifts, ...plan.blankings].map(({ column }) => column.name);
    requests.forEach(({ inputs, label }, index) => {
      assert.equal(label, unchanged[index].label);
      for (const { name } of heartSchema.features) {
        if (!changed.includes(name)) assert.equal(inputs[name], unchanged[index].inputs[name]);
      }
    });
  }));
});

Deno.test("nothing is left out at a share of 0, and everything at 1", () => {
  fc.assert(fc.property(seed, (seed) => {
    const [column] = heartSchema.features;
    const agesAt = (share: number) =>
      planned(
        { rowCount: 30, shifts: [], blankings: [{ column, share }], labelShare: share },
        seed,
      );
    assert(agesAt(0).every(({ inputs, label }) => inputs["age"] !== null && label === undefined));
    assert(agesAt(1).every(({ inputs, label }) => inputs["age"] === null && label !== undefined));
  }));
});
