/** `deno task mlflow` with exactly the permissions it has, on a server that is given. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { startTestServer } from "./mlflow_server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function mlflowTask(trackingUri: string, ...flags: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "mlflow", ...flags],
    cwd: root,
    env: { MLFLOW_TRACKING_URI: trackingUri, NO_COLOR: "1" },
  }).output();
  const [output, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, output, errors };
}

Deno.test("a server that is given is asked and none is started", async () => {
  const server = await startTestServer();
  try {
    const { code, output } = await mlflowTask(server.url, "--json");
    assert.deepEqual(JSON.parse(output), { managed: false, url: server.url, running: true });
    assert.equal(code, 0);
  } finally {
    await server.stop();
  }
});

Deno.test("a given server that cannot be reached is told of, with exit code 3", async () => {
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = free.addr as Deno.NetAddr;
  free.close();
  const { code, output } = await mlflowTask(`http://me:secret@127.0.0.1:${port}`, "--status");
  assert.match(output, new RegExp(`names http://127\\.0\\.0\\.1:${port}, but it does not answer`));
  assert.doesNotMatch(output, /secret/);
  assert.equal(code, 3);
});

Deno.test("flags that contradict each other or make no sense are refused", async () => {
  for (const flags of [["--stop", "--status"], ["--port", "80"], ["--port", "x"], ["now"]]) {
    const { code, output, errors } = await mlflowTask("", ...flags);
    assert.equal(code, 64, flags.join(" "));
    assert.equal(output, "");
    assert.match(errors, /error: /);
  }
});
