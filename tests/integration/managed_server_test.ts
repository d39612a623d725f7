/** The managed MLflow server: one for each folder, found again, stopped, and honest on failure. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  ensureMlflowServer,
  mlflowServerStatus,
  stopMlflowServer,
} from "@/adapters/mlflow/managed_server.ts";
import { silentProgress } from "@/workflows/progress.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const progress = silentProgress;

async function withPlace(
  test: (place: { root: string; directory: string }) => Promise<void>,
): Promise<void> {
  // Signs that mean something in addresses: the server must not care.
  const directory = await Deno.makeTempDir({ prefix: "heart %20# " });
  try {
    await test({ root, directory });
  } finally {
    await stopMlflowServer({ root, directory });
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("the managed server", (t) =>
  withPlace(async (place) => {
    const options = { ...place, port: 0, progress };
    let url = "";

    await t.step("of two tasks at once one starts it, and both get it", async () => {
      const both = await Promise.all([ensureMlflowServer(options), ensureMlflowServer(options)]);
      assert.deepEqual(both.map(({ started }) => started).sort(), [false, true]);
      assert.equal(both[0].pid, both[1].pid);
      url = both[0].url;
    });

    await t.step("it is found again, on no other port than its own", async () => {
      const again = await ensureMlflowServer({ ...place, progress });
      assert.deepEqual({ url: again.url, started: again.started }, { url, started: false });
      assert.equal((await mlflowServerStatus(place))?.url, url);
      await assert.rejects(ensureMlflowServer({ ...place, port: 20_001, progress }), {
        name: "UserError",
        message: /already runs at/,
        hint: /--stop/,
      });
    });

    await t.step("browsers on this machine get the UI, and no other host's pages", async () => {
      const { port } = new URL(url);
      const page = await fetch(`http://localhost:${port}/`);
      assert.match(await page.text(), /<title>MLflow<\/title>/);
      const foreign = await fetch(`${url}/api/2.0/mlflow/experiments/create`, {
        method: "POST",
        headers: { origin: "https://elsewhere.example", "content-type": "application/json" },
        body: JSON.stringify({ name: "foreign" }),
      });
      await foreign.body?.cancel();
      assert.equal(foreign.status, 403);
    });

    await t.step("what it stores lies in its folder", async () => {
      const call = `${url}/api/2.0/mlflow-artifacts/artifacts/1/a/artifacts/note.txt`;
      const stored = await fetch(call, { method: "PUT", body: "hello" });
      await stored.body?.cancel();
      const path = join(place.directory, "artifacts", "1", "a", "artifacts", "note.txt");
      assert.equal(await Deno.readTextFile(path), "hello");
      assert.ok((await Deno.stat(join(place.directory, "mlflow.db"))).size > 0);
    });

    await t.step("it ends when told to, and then does not run", async () => {
      assert.equal((await stopMlflowServer(place))?.url, url);
      assert.equal(await mlflowServerStatus(place), undefined);
      assert.equal(await stopMlflowServer(place), undefined);
      await assert.rejects(fetch(`${url}/health`), TypeError);
    });
  }));

Deno.test("a port that is taken is told of", () =>
  withPlace(async (place) => {
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = taken.addr as Deno.NetAddr;
    await assert.rejects(ensureMlflowServer({ ...place, port, progress }), {
      name: "UserError",
      message: `MLflow cannot start: port ${port} is taken by other programs.`,
    });
  }));

Deno.test("a server that dies on its start is told of with the end of its log", () =>
  withPlace(async (place) => {
    await Deno.writeTextFile(join(place.directory, "mlflow.db"), "no database ".repeat(100));
    await assert.rejects(ensureMlflowServer({ ...place, port: 0, progress }), {
      name: "UserError",
      message: /MLflow ended on its start[^]*server\.log:[^]*file is not a database/,
    });
    assert.equal(await mlflowServerStatus(place), undefined);
  }));

Deno.test("a state file left by a crash misleads nobody", () =>
  withPlace(async (place) => {
    const state = { url: "http://127.0.0.1:20002", port: 20_002, pid: Deno.pid };
    await Deno.writeTextFile(join(place.directory, "server.json"), JSON.stringify(state));
    await Deno.writeTextFile(join(place.directory, "server.lock"), "");
    assert.equal(await mlflowServerStatus(place), undefined);
  }));
