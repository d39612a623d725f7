// deno-lint-ignore-file no-explicit-any -- answers of tasks, as JSON
/** `deno task promote` and `deno task doctor` against a real MLflow server, as a person runs them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { deleteModelVersion } from "@/adapters/mlflow/endpoints/model_versions.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { promotionPorts } from "@/adapters/training/promotion_ports.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { readTable } from "@/adapters/files/read_table.ts";
import { heartSchema } from "@/schema/heart.ts";
import { checkRegistry } from "@/workflows/doctor/registry_checks.ts";
import { promote as promoteVersion } from "@/workflows/promote/promote.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";
import { askPython } from "../../ask_python.ts";
import { startTestServer } from "../mlflow_server.ts";
import { openDeadlyProxy } from "../promote/deadly_proxy.ts";
import { registerVersion } from "../promote/registered_versions.ts";
import { fakeGate } from "../../unit/workflows/promote/bench.ts";
import { runTaskToEnd, signalTask, startTask } from "./run_task.ts";

const params = { nEstimators: 31, maxDepth: 5 };

Deno.test("promote and doctor, as a person runs them", async (t) => {
  const folder = await Deno.makeTempDir();
  const server = await startTestServer();
  const transport = createTransport({ baseUrl: server.url });
  const registry = createMlflowRegistry({ transport });
  const name = `Promoted ${crypto.randomUUID()}`;
  const data = join(folder, "cohort.csv");
  const made = await runTaskToEnd(["data", "--synthetic", "--rows", "600", "--output", data]);
  assert.equal(made.code, 0, made.stderr);
  // Without the record beside it, it is a table like any other.
  await Deno.remove(join(folder, "cohort.source.json"));
  const { dataset } = await readTable(heartSchema, data);

  const run = (args: string[], url = server.url) =>
    runTaskToEnd([...args, "--model", name], {
      env: { MLFLOW_TRACKING_URI: url, HEART_DATA: data },
    });
  const promote = (...flags: string[]) => run(["promote", "--data", data, ...flags]);
  const doctor = (...flags: string[]) => run(["doctor", "--json", ...flags]);
  const register = (overrides: Partial<Parameters<typeof registerVersion>[1]> = {}) =>
    registerVersion(transport, { name, dataset, params, ...overrides });
  const ports = { ...promotionPorts(transport), gate: fakeGate() };
  const seen = async () => {
    const { versions, aliases, tags } = (await registry.read(name))!;
    const by = <T>(value: (version: RegisteredVersion) => T) =>
      Object.fromEntries(versions.map((version) => [version.version, value(version)]));
    return {
      aliases,
      stages: by(({ stage }) => stage),
      sources: by(({ tags }) => tags["data.source"]),
      production: versions.filter(({ stage }) => stage === "Production")
        .map(({ version }) => version),
      audit: Object.keys(tags).filter((key) => key.startsWith("audit.0")).sort(),
    };
  };
  const assertPythonAgrees = async () => {
    const script = new URL("../promote/seen_by_python.py", import.meta.url);
    const answer = await askPython(script, { name }, { MLFLOW_TRACKING_URI: server.url });
    assert.deepEqual(answer, await seen());
  };
  // Other tests' runs are on the server too, so the exit code alone says nothing of this registry.
  const registryChecks = async (...flags: string[]) => {
    const { code, stdout, stderr } = await doctor(...flags);
    assert.match(stdout, /^\{/, stderr);
    const report = JSON.parse(stdout).checks.find(({ title }: any) => title === "Registry");
    const named = (findings: any[]) => findings.map(({ check }) => check);
    const errors = named(report.findings.filter(({ severity }: any) => severity === "error"));
    return { code, ...report, checks: named(report.findings), errors };
  };
  const isSound = async () => assert.deepEqual(await checkRegistry(ports, name), []);

  await t.step("without a version it says what to do", async () => {
    const { code, stderr } = await promote();
    assert.equal(code, 1);
    assert.match(stderr, /deno task tune/);
  });

  await t.step("the newest version goes to Production, the earlier one is archived", async () => {
    await register();
    const first = await promote();
    assert.equal(first.code, 0, first.stdout + first.stderr);
    assert.match(first.stdout, /Version 1 .* is in Production/);
    assert.deepEqual(await seen().then(({ stages, aliases }) => ({ stages, aliases })), {
      stages: { "1": "Production" },
      aliases: { champion: 1 },
    });

    await register({ params: { ...params, nEstimators: 33 } });
    const { code, stdout, stderr } = await promote("--json");
    assert.equal(code, 0, stderr);
    const answer = JSON.parse(stdout);
    assert.deepEqual([answer.result, answer.version, answer.replaced], ["promoted", 2, 1]);
    const rules = Object.fromEntries(answer.gate.rules.map((rule: any) => [rule.name, rule]));
    assert.equal(rules["champion.roc_auc"].verdict, "pass");
    assert.equal(rules["logistic.roc_auc"].bound, -0.02);
    assert.deepEqual(await seen().then(({ audit: _, ...seen }) => seen), {
      aliases: { champion: 2, previous: 1 },
      stages: { "1": "Archived", "2": "Production" },
      sources: { "1": "file", "2": "file" },
      production: [2],
    });
    await assertPythonAgrees();
    const again = await promote();
    assert.equal(again.code, 0);
    assert.match(again.stdout, /Production already/);
    await isSound();
  });

  await t.step(
    "the gate refuses what is no better than chance, unless it is overruled",
    async () => {
      await register({ kind: "dummy", params: {} });
      const { code, stdout, stderr } = await promote();
      assert.equal(code, 77);
      assert.match(stdout, /✗ │ ROC AUC /);
      assert.match(stderr, /stays in Staging/);
      assert.deepEqual((await seen()).aliases, { champion: 2, previous: 1, staging: 3 });
      assert.equal((await promote("--force", " ")).code, 64);

      const forced = await promote("--force", "a drill");
      assert.equal(forced.code, 0, forced.stderr);
      assert.deepEqual((await seen()).production, [3]);
      await isSound();
    },
  );

  await t.step("one command puts the champion before back", async () => {
    const { code, stdout, stderr } = await promote("--rollback", "the drill is over");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Version 2 .* is in Production again/);
    assert.deepEqual(await seen().then(({ audit: _, sources: __, ...seen }) => seen), {
      aliases: { champion: 2, previous: 1 },
      stages: { "1": "Archived", "2": "Production", "3": "Archived" },
      production: [2],
    });
    await isSound();
  });

  await t.step("the history tells who did what, and what was in Production when", async () => {
    const { audit } = JSON.parse((await promote("--list", "--json")).stdout);
    assert.deepEqual(
      audit.map(({ action, version }: any) => [action, version]).reverse(),
      [
        ["stage", 1],
        ["promote", 1],
        ["stage", 2],
        ["promote", 2],
        ["stage", 3],
        ["refuse", 3],
        ["promote", 3],
        ["rollback", 2],
      ],
    );
    const forced = audit[1];
    assert.deepEqual([forced.why, forced.forced], ["a drill", true]);
    assert.match(forced.by, /.@./);
    assert(
      forced.gate.some(([rule, , , verdict]: any) =>
        rule === "floor.roc_auc" && verdict === "fail"
      ),
    );
    assert.equal((await seen()).audit.length, audit.length);

    const at = audit.at(-2).at;
    const then = JSON.parse((await promote("--list", "--at", at, "--json")).stdout);
    assert.deepEqual(then.versions.map(({ version }: any) => version), [1]);
    const table = await promote("--list");
    assert.match(table.stdout, /the drill is over/);
    assert.equal((await promote("--at", "2026-11-24")).code, 64);
  });

  await t.step("a model of synthetic patients does not displace one of real ones", async () => {
    const { version } = await register({ tags: { "data.source": "synthetic" } });
    const refused = await promote();
    assert.equal(refused.code, 77);
    assert.match(refused.stdout, /--allow-synthetic/);
    const allowed = await promote("--allow-synthetic");
    assert.equal(allowed.code, 0, allowed.stderr);
    assert.deepEqual((await registryChecks()).checks, ["registry.synthetic"]);
    assert.equal((await promote("--rollback")).code, 0);
    assert.deepEqual((await seen()).production, [2]);
    assert.notEqual(version, 2);
  });

  await t.step("other data than the version's own is refused before anything moves", async () => {
    const other = join(folder, "other.csv");
    await runTaskToEnd(["data", "--synthetic", "--rows", "300", "--seed", "9", "--output", other]);
    await register();
    const before = await seen();
    const { code, stderr } = await run(["promote", "--data", other]);
    assert.equal(code, 65, stderr);
    assert.match(stderr, /--data PATH/);
    assert.deepEqual(await seen(), before);
  });

  await t.step("of two who promote at once both end, and one version serves", async () => {
    const [a, b] = [await register(), await register()];
    const ends = await Promise.all(
      [a, b].map(({ version }) => promote("--version", String(version))),
    );
    for (const { code, stderr } of ends) assert.equal(code, 0, stderr);
    const { production, aliases } = await seen();
    assert.equal(production.length, 1);
    assert([a.version, b.version].includes(production[0]));
    assert.deepEqual(
      [aliases.champion, aliases.previous],
      production[0] === b.version ? [b.version, a.version] : [a.version, b.version],
    );
    await isSound();
  });

  await t.step("cut off at any write, the doctor finds it and repairs it", async () => {
    await using proxy = openDeadlyProxy(server.url);
    const args = ["promote", "--rollback", "--model", name];
    let cutCount = 0;
    for (let write = 1; write <= 9; write++) {
      // Forth before each step back, so that there is always somewhere to go back to.
      const { previous: version } = (await seen()).aliases;
      await promoteVersion({ name, version, to: "Production", force: undefined }, ports);
      const child = startTask(args, { env: { MLFLOW_TRACKING_URI: proxy.url } });
      proxy.killAt(write, write % 2 === 0, () => signalTask(child, "SIGKILL"));
      const { success } = await child.output();
      if (success) break;
      cutCount++;
      const { errors, repairs } = await registryChecks("--repair");
      assert.deepEqual(errors, [], `after write ${write}: ${repairs}`);
      await isSound();
    }
    await assertPythonAgrees();
    assert(cutCount >= 4, `a rollback writes only ${cutCount} times`);
  });

  await t.step(
    "a champion that was deleted is found, and the one before takes its place",
    async () => {
      const { aliases: { champion, previous } } = await seen();
      await registry.setStage(name, champion, "Archived");
      await deleteModelVersion(transport, name, champion);
      const found = await registryChecks();
      assert.equal(found.code, 78);
      assert(found.checks.includes("registry.champion"), found.checks.join(", "));
      assert.deepEqual((await registryChecks("--repair")).errors, []);
      const { production, aliases } = await seen();
      assert.deepEqual([production, aliases.champion], [[previous], previous]);
      await isSound();
    },
  );

  await t.step("what was moved by hand is found; repair sets it back to the audit", async () => {
    const { aliases: { champion } } = await seen();
    await registry.setAlias(name, "champion", 1);
    await registry.setStage(name, 1, "Staging");
    assert.equal((await registryChecks()).code, 78);
    assert.deepEqual((await registryChecks("--repair")).errors, []);
    assert.equal((await seen()).aliases.champion, champion);
    await isSound();
    await assertPythonAgrees();
  });

  await t.step(
    "the doctor changes nothing unasked, and names a server that does not answer",
    async () => {
      const before = await seen();
      await registryChecks();
      assert.deepEqual(await seen(), before);
      const { code, stdout } = await run(["doctor", "--json"], "http://127.0.0.1:4");
      assert.equal(code, 78);
      const { checks } = JSON.parse(stdout);
      const byTitle = Object.fromEntries(checks.map((check: any) => [check.title, check]));
      assert.equal(byTitle.MLflow.findings[0].check, "mlflow.unreachable");
      assert(byTitle.Runs.skipped && byTitle.Registry.skipped);
    },
  );

  await server.stop();
  await Deno.remove(folder, { recursive: true });
});
