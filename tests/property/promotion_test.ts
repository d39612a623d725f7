/** Promoters at once, cut off anywhere: registry and audit agree in the end, or can be repaired. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { UserError } from "@/errors.ts";
import { ledgerFindings } from "@/workflows/doctor/registry_checks.ts";
import { repairRegistry } from "@/workflows/doctor/registry_repair.ts";
import { sequenceOf } from "@/workflows/promote/audit_entry.ts";
import { promote } from "@/workflows/promote/promote.ts";
import { championOf } from "@/workflows/promote/replay.ts";
import { rollback } from "@/workflows/promote/rollback.ts";
import type { Registry } from "@/workflows/registry.ts";
import { fakeGate, makeBench, name } from "../unit/workflows/promote/bench.ts";

class Killed extends Error {}

/** One who promotes or rolls back. */
interface Actor {
  readonly act: "promote" | "rollback" | "delete";
  readonly version: number;
  /** Its calls from this one on come to nothing. */
  readonly lastCall: number;
  /** Whether that call still reaches the registry, and only its answer is lost. */
  readonly arrives: boolean;
}

const actor: fc.Arbitrary<Actor> = fc.record({
  act: fc.constantFrom("promote", "promote", "promote", "rollback", "delete"),
  version: fc.integer({ min: 1, max: 4 }),
  lastCall: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 30 })),
  arrives: fc.boolean(),
});

/** The registry over a line on which requests and answers are late, until the line is cut. */
function lateRegistry(
  registry: Registry,
  scheduler: fc.Scheduler,
  { lastCall, arrives }: Actor,
): Registry {
  let callCount = 0;
  const late =
    <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const number = ++callCount;
      if (number > lastCall || (number === lastCall && !arrives)) throw new Killed();
      await scheduler.schedule(Promise.resolve(), "request");
      const answer = await call(...args).then(
        (value) => () => value,
        (error) => () => {
          throw error;
        },
      );
      if (number === lastCall) throw new Killed();
      await scheduler.schedule(Promise.resolve(), "answer");
      return answer();
    };
  return {
    register: late(registry.register),
    read: late(registry.read),
    setStage: late(registry.setStage),
    setAlias: late(registry.setAlias),
    deleteAlias: late(registry.deleteAlias),
    setTag: late(registry.setTag),
  };
}

Deno.test("whoever promotes at once and is cut off, the registry is sound or can be repaired", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(actor, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 2 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
      async (scheduler, actors, championCount, digits) => {
        const bench = await makeBench(4, fakeGate([4]));
        const suffix = () => (digits.next().value as number).toString(16).padStart(8, "0");
        for (let version = 1; version <= championCount; version++) await bench.promote(version);
        const written = new Map<string, string>();
        const recording: Registry = {
          ...bench.registry,
          setTag(model, key, value) {
            if (sequenceOf(key) !== undefined) written.set(key, value);
            return bench.registry.setTag(model, key, value);
          },
        };

        const act = async (each: Actor) => {
          const registry = lateRegistry(recording, scheduler, each);
          const ports = { ...bench.ports, registry, suffix };
          if (each.act === "delete") {
            await scheduler.schedule(Promise.resolve());
            return await bench.registry.deleteVersion(name, each.version);
          }
          if (each.act === "rollback") {
            return await rollback(name, "", ports);
          }
          const { version } = each;
          return await promote({ name, version, to: "Production", force: undefined }, ports);
        };
        const ends = Promise.allSettled(actors.map(act));
        await scheduler.waitFor(ends);
        for (const end of await ends) {
          if (end.status === "fulfilled") continue;
          assert.ok(end.reason instanceof UserError || end.reason instanceof Killed, end.reason);
        }

        const everybodyFinished = actors.every(({ act, lastCall }) =>
          act !== "delete" && lastCall === Infinity
        );
        if (everybodyFinished) assert.deepEqual(ledgerFindings(await bench.ledger()), []);
        await repairRegistry(bench.ports, name);
        const { model, state, entries } = await bench.ledger();
        assert.deepEqual(ledgerFindings(await bench.ledger()), []);
        const inProduction = model.versions.filter(({ stage }) => stage === "Production");
        assert.deepEqual(
          inProduction.map(({ version }) => version),
          [championOf(state)].filter((version) => version !== undefined),
        );
        assert.equal(model.aliases.champion, championOf(state));
        for (const [key, value] of written) assert.equal(model.tags[key], value);
        assert.ok(!entries.some(({ action, version }) => action === "promote" && version === 4));
        assert.deepEqual(await repairRegistry(bench.ports, name), []);
      },
    ),
    { numRuns: 300 },
  );
});
