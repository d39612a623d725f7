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
    setVersionTag: late(registry.setVersionTag),
  };
}

/** What actors did at once to a registry with champions. */
const scene = (actors: fc.Arbitrary<Actor[]>) =>
  fc.record({
    scheduler: fc.scheduler(),
    actors,
    championCount: fc.integer({ min: 0, max: 2 }),
    suffixes: fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  });

type Scene = ReturnType<typeof scene> extends fc.Arbitrary<infer T> ? T : never;

/** Plays a scene; gives the bench and all entries that reached the registry. */
async function play({ scheduler, actors, championCount, suffixes }: Scene) {
  const bench = await makeBench(4, fakeGate([4]));
  const suffix = () => (suffixes.next().value as number).toString(16).padStart(8, "0");
  for (let version = 1; version <= championCount; version++) await bench.promote(version);
  const written = new Map<string, string>();
  const recording: Registry = {
    ...bench.registry,
    setTag(model, key, value) {
      if (sequenceOf(key) !== undefined) written.set(key, value);
      return bench.registry.setTag(model, key, value);
    },
  };

  const act = async (actor: Actor): Promise<unknown> => {
    const ports = {
      ...bench.ports,
      registry: lateRegistry(recording, scheduler, actor),
      suffix,
    };
    const { version } = actor;
    if (actor.act === "rollback") return await rollback(name, "", ports);
    if (actor.act === "promote") {
      return await promote({ name, version, to: "Production", force: undefined }, ports);
    }
    await scheduler.schedule(Promise.resolve(), "delete");
    return await bench.registry.deleteVersion(name, version);
  };
  const ends = Promise.allSettled(actors.map(act));
  await scheduler.waitFor(ends);
  for (const end of await ends) {
    if (end.status === "fulfilled") continue;
    assert.ok(end.reason instanceof UserError || end.reason instanceof Killed, end.reason);
  }
  return { bench, written };
}

async function assertSound({ bench, written }: Awaited<ReturnType<typeof play>>) {
  const ledger = await bench.ledger();
  assert.deepEqual(ledgerFindings(ledger), []);
  const { model, state, entries } = ledger;
  const inProduction = model.versions.filter(({ stage }) => stage === "Production");
  assert.deepEqual(
    inProduction.map(({ version }) => version),
    [championOf(state)].filter((version) => version !== undefined),
  );
  assert.equal(model.aliases.champion, championOf(state));
  for (const [key, value] of written) assert.equal(model.tags[key], value);
  assert.ok(!entries.some(({ action, version }) => action === "promote" && version === 4));
}

Deno.test("those who promote and roll back at once leave a sound registry", async () => {
  const patient = actor.map((each) => ({ ...each, lastCall: Infinity }))
    .filter(({ act }) => act !== "delete");
  const actors = fc.array(patient, { minLength: 2, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(scene(actors), async (acted) => await assertSound(await play(acted))),
    { numRuns: 500 },
  );
});

Deno.test("whoever is cut off and whatever is deleted, repairing makes it sound", async () => {
  const actors = fc.array(actor, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(scene(actors), async (acted) => {
      const played = await play(acted);
      await repairRegistry(played.bench.ports, name);
      await assertSound(played);
      assert.deepEqual(await repairRegistry(played.bench.ports, name), []);
    }),
    { numRuns: 500 },
  );
});
