/** The library opens under a permission for its file alone, in many threads, or says why not. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { cMemoryPaths, openCMemory } from "@/adapters/xgboost/c_memory.ts";
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { requireSupported } from "@/adapters/xgboost/library.ts";
import { exitCode, UserError } from "@/errors.ts";
import { environment, testNative } from "../../native_xgboost.ts";

const trainer = new URL("./trainer.ts", import.meta.url);

const isUnavailable = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UserError, String(error));
  assert.equal(error.exitCode, exitCode.unavailable);
  assert.match(error.message, message);
  assert.ok(error.hint);
  return true;
};

testNative("a path without a library is an error that names it", () => {
  assert.throws(() => openXgboost("/nowhere/libxgboost.so"), isUnavailable(/nowhere/));
});

testNative("a library that is not XGBoost's is refused", () => {
  const [other] = Deno.readDirSync(`${environment!.sitePackages}/xgboost_cpu.libs`);
  const path = `${environment!.sitePackages}/xgboost_cpu.libs/${other.name}`;
  assert.throws(() => openXgboost(path), isUnavailable(/symbol/i));
});

Deno.test("only version 3 of XGBoost is supported", () => {
  requireSupported("3.0.1", "lib");
  for (const version of ["2.1.4", "4.0.0", "33.0.0"]) {
    assert.throws(() => requireSupported(version, "lib"), isUnavailable(/version 3 is required/));
  }
});

testNative("the library's own path is all the permission that it needs", async (path) => {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", `--allow-ffi=${path}`, fileURLToPath(trainer), path],
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  assert.match(new TextDecoder().decode(stdout), /"learner"/);
});

testNative("threads that train at the same time get the same model", async (path) => {
  const models = await Promise.all([1, 2, 3].map(() => trainInWorker(path)));
  assert.equal(new Set(models).size, 1);
  assert.match(models[0], /"learner"/);
});

function trainInWorker(path: string): Promise<string> {
  const worker = new Worker(trainer, { type: "module" });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
    worker.postMessage(path);
  }).finally(() => worker.terminate());
}

testNative("C memory is read through the first path that has the functions", (path) => {
  using memory = openCMemory(["/nowhere/library.so", path]);
  const bytes = new TextEncoder().encode("naïve\0and more");
  assert.equal(memory.readText(memory.addressOf(bytes)), "naïve");
  assert.deepEqual(memory.read(memory.addressOf(bytes.subarray(2)), 2), bytes.slice(2, 4));
  assert.equal(memory.read(0n, 0).length, 0);
});

Deno.test("the C runtime is a second place to look in on macOS and Windows only", () => {
  assert.deepEqual(cMemoryPaths("lib.so", "linux"), ["lib.so"]);
  for (const os of ["darwin", "windows"] as const) {
    const [first, second] = cMemoryPaths("lib", os);
    assert.equal(first, "lib");
    assert.ok(second);
  }
});
