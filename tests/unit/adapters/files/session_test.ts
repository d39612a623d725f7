import assert from "node:assert/strict";
import { lookUpSession, openSession } from "@/adapters/files/session.ts";

const module = import.meta.resolve("@/adapters/files/session.ts");

/** Starts a process that opens a session under `root`, tells its id, and lives until it is killed. */
async function startProcess(root: string) {
  const program = `
    import { openSession } from ${JSON.stringify(module)};
    const { id } = await openSession(${JSON.stringify(root)});
    await Deno.stdout.write(new TextEncoder().encode(id));
    setInterval(() => {}, 1000);`;
  const path = await Deno.makeTempFile({ dir: root, suffix: ".ts" });
  await Deno.writeTextFile(path, program);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-A", "--config", configPath, path],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.getReader();
  const { value } = await reader.read();
  return {
    id: new TextDecoder().decode(value),
    async kill() {
      process.kill("SIGKILL");
      await process.status;
      await reader.cancel();
    },
  };
}

const configPath = new URL("../../../../deno.json", import.meta.url).pathname;

Deno.test("a process is alive while it runs, and dead as soon as it was killed", async () => {
  const root = await Deno.makeTempDir();
  const process = await startProcess(root);
  assert.equal(await lookUpSession(process.id), "alive");
  await process.kill();
  assert.equal(await lookUpSession(process.id), "dead");

  // The next process removes what the dead one left, and it stays dead.
  using next = await openSession(root);
  assert.equal(await lookUpSession(process.id), "dead");
  assert.equal(await lookUpSession(next.id), "alive");
  assert.equal([...Deno.readDirSync(`${root}/mlruns/sessions`)].length, 1);
});

Deno.test("a session that was closed is dead and leaves nothing", async () => {
  const root = await Deno.makeTempDir();
  const session = await openSession(root);
  session[Symbol.dispose]();
  assert.equal(await lookUpSession(session.id), "dead");
  assert.deepEqual([...Deno.readDirSync(`${root}/mlruns/sessions`)], []);
});

Deno.test("nothing is known of processes out of sight", async () => {
  const host = Deno.hostname();
  for (
    const id of ["elsewhere:/mlruns/sessions/1.lock", `${host}:/no/such/folder/1.lock`, "", "x"]
  ) {
    assert.equal(await lookUpSession(id), "unknown");
  }
});
