/** `deno task serve` as a person runs it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { exampleRow } from "../../example_row.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { loadService } from "./load_service.ts";
import {
  ask,
  loggedIds,
  refuseToServe,
  startServe,
  until,
  withServe,
  writeModel,
} from "./serve_task.ts";

Deno.test("it serves a model from a folder, keeps a copy, and tells where it is", async () => {
  await withTemporaryFolder(async (folder) => {
    const model = await writeModel(folder);
    const code = await withServe(folder, ["--model", model], async ({ url, said }) => {
      const response = await ask(url, exampleRow);
      assert.equal(response.status, 200);
      const { request_id } = await response.json();
      assert.deepEqual(await loggedIds(join(folder, "prediction_log.csv")), [request_id]);
      assert.match(said.stdout, /^Page: http:.*, API: http:.*\/docs\nCtrl-C ends it\.\n$/);
    });
    assert.equal(code, 0);
    const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assert.deepEqual(names.sort(), [
      ".serve",
      "model",
      "prediction_log.csv",
      "prediction_log.feedback.csv",
      "prediction_log.rejected.csv",
      "prediction_log.shadow.csv",
    ]);
  });
});

Deno.test("SIGTERM under load answers what has come: exit 0, every answer in the log", async () => {
  await withTemporaryFolder(async (folder) => {
    const model = await writeModel(folder);
    const task = await startServe(folder, ["--port", "0", "--model", model, "--workers", "2"]);
    const { answered, failures } = loadService(task.url!, 16);
    await until(() => answered.length > 300);
    task.signal("SIGTERM");
    assert.equal(await task.ended, 0, task.said.stderr);
    const logged = await loggedIds(join(folder, "prediction_log.csv"));
    // Whoever asks too late finds nobody, but is never refused.
    assert.deepEqual(failures.filter((failure) => /^\d/.test(failure)), []);
    assert.equal(new Set(logged).size, logged.length);
    assert.deepEqual(answered.filter((id) => !new Set(logged).has(id)), []);
    assert.match(
      task.said.stderr,
      /Ending: what has come is answered\.[^]*every answer is in the log/,
    );
  });
});

Deno.test("several threads share a port, and are one service to whoever looks at it", async () => {
  await withTemporaryFolder(async (folder) => {
    const model = await writeModel(folder);
    const args = ["--model", model, "--workers", "3", "--json-logs"];
    let stdout = "";
    let answeredCount = 0;
    const code = await withServe(folder, args, async ({ url, said }) => {
      const { answered, stop } = loadService(url, 16);
      await until(() => answered.length > 300);
      await stop();
      answeredCount = answered.length;
      const figures = await (await fetch(`${url}/metrics`)).text();
      assert.match(
        figures,
        new RegExp(
          `^heart_requests_total\\{path="/predict",status="200"\\} ${answeredCount}$`,
          "m",
        ),
      );
      assert.match(figures, /^heart_model_info\{.*\} 1$/m);
      const ids = await loggedIds(join(folder, "prediction_log.csv"));
      assert.deepEqual(ids.sort(), [...answered].sort());
      await until(() => said.stdout.includes("/metrics"));
      stdout = said.stdout;
    });
    assert.equal(code, 0);
    const lines = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const told = lines.filter(({ path, status }) => path === "/predict" && status === 200);
    assert.equal(told.length, answeredCount);
    assert.equal(lines.filter(({ message }) => /^Serving/.test(message)).length, 1);
  });
});

Deno.test("without its log it refuses and is not ready, and comes back by itself", async () => {
  await withTemporaryFolder(async (folder) => {
    const model = await writeModel(folder);
    const logs = join(folder, "logs");
    const args = ["--model", model, "--log", join(logs, "log.csv")];
    await Deno.mkdir(logs);
    const readiness = async (url: string) => {
      const response = await fetch(`${url}/health/ready`);
      return [response.status, (await response.json()).problems.length];
    };
    await withServe(folder, args, async ({ url, said }) => {
      assert.equal((await ask(url, exampleRow)).status, 200);
      await Deno.remove(logs, { recursive: true });
      const refused = await ask(url, exampleRow);
      assert.equal(refused.status, 503);
      assert.equal(refused.headers.get("retry-after"), "5");
      assert.ok(!(await refused.text()).includes(folder));
      assert.deepEqual(await readiness(url), [503, 1]);
      assert.match(said.stderr, /error: The log cannot be written: .*log\.csv/);
      await Deno.mkdir(logs);
      assert.deepEqual(await readiness(url), [200, 0]);
      const { request_id } = await (await ask(url, exampleRow)).json();
      assert.deepEqual(await loggedIds(join(logs, "log.csv")), [request_id]);
    });
    await withServe(folder, [...args, "--log-optional"], async ({ url }) => {
      await Deno.remove(logs, { recursive: true });
      assert.equal((await ask(url, exampleRow)).status, 200);
      assert.deepEqual(await readiness(url), [200, 1]);
    });
  });
});

Deno.test("a key that was made lets its holder in, over another address as well", async () => {
  await withTemporaryFolder(async (folder) => {
    const model = await writeModel(folder);
    const made = await startServe(folder, ["--new-key", "laboratory", "--keys", "keys.txt"]);
    assert.equal(await made.ended, 0);
    const key = made.said.stdout.trim();
    assert.ok(!(await Deno.readTextFile(join(folder, "keys.txt"))).includes(key));
    assert.equal(Deno.statSync(join(folder, "keys.txt")).mode! & 0o777, 0o600);
    const args = ["--model", model, "--host", "0.0.0.0", "--keys", "keys.txt", "--rate", "2"];
    await withServe(folder, args, async ({ url }) => {
      const here = url.replace("0.0.0.0", "127.0.0.1");
      const authorization = `Bearer ${key}`;
      assert.equal((await ask(here, exampleRow)).status, 401);
      const answers = await Promise.all(
        Array.from({ length: 9 }, () => ask(here, exampleRow, { authorization })),
      );
      const statuses = answers.map(({ status }) => status);
      assert.ok(statuses.includes(200) && statuses.includes(429), String(statuses));
    });
  });
});

function hasIpv6(): boolean {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return true;
  } catch {
    return false;
  }
}

Deno.test({
  name: "an address of IPv6 is served like any other",
  // Some machines and containers have none.
  ignore: !hasIpv6(),
  async fn() {
    await withTemporaryFolder(async (folder) => {
      const args = ["--model", await writeModel(folder), "--host", "::1"];
      await withServe(folder, args, async ({ url }) => {
        assert.match(url, /^http:\/\/\[::1\]:\d+$/);
        assert.equal((await ask(url, exampleRow)).status, 200);
      });
    });
  },
});

Deno.test("what cannot be served is told with its reason, and the exit code says of what kind", async () => {
  await withTemporaryFolder(async (folder) => {
    const model = await writeModel(folder);
    await Deno.writeTextFile(join(folder, "other.csv"), "a,b\n1,2\n");
    await Deno.writeTextFile(join(folder, "keys.txt"), "ada\n");
    using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const port = String(taken.addr.port);
    const cases: [string[], number, RegExp][] = [
      [["--host", "0.0.0.0"], 64, /could call\.\n→ Ask for keys/],
      [["--model", "nowhere"], 65, /Cannot load .*nowhere: there is no such file or folder/],
      [["--model", "models:/"], 64, /names no model/],
      [["--log", "other.csv"], 65, /it is no log of this schema/],
      [["--log", "no/folder/log.csv"], 1, /Cannot write the log/],
      [["--keys", "keys.txt"], 65, /keys\.txt, line 1/],
      [["--keys", "none.txt"], 65, /none\.txt/],
      [["--port", port], 69, /Port \d+ of 127\.0\.0\.1 is taken/],
      [["--port", port, "--workers", "2"], 69, /Port \d+ of 127\.0\.0\.1 is taken/],
      [["--host", "203.0.113.7", "--no-auth"], 69, /Cannot listen on port 0 of 203\.0\.113\.7/],
      [["--rate", "0"], 64, /Expected an integer/],
      [["--poll", "0"], 64, /Expected a number of seconds/],
    ];
    await Promise.all(cases.map(async ([args, exitCode, message]) => {
      const { code, stderr } = await refuseToServe(folder, ["--model", model, ...args]);
      assert.equal(code, exitCode, `${args}: ${stderr}`);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /defect|\bat file:/);
    }));
  });
});
