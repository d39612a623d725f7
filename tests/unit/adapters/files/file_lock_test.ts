/** Locks keep two from doing the same at once, and never outlive their holder. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { isFileLocked, takeFreeLock, withFileLock } from "@/adapters/files/file_lock.ts";
import { silentProgress } from "@/workflows/progress.ts";

const showWait = () => silentProgress.start("");

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("of two actions under one lock, the second begins after the first has ended", () =>
  withFolder(async (folder) => {
    const path = join(folder, "lock");
    const events: string[] = [];
    const inside = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const first = withFileLock(path, { showWait }, async () => {
      inside.resolve();
      await waiting.promise;
      events.push("first");
    });
    await inside.promise;
    assert.ok(await isFileLocked(path));
    const second = withFileLock(path, {
      showWait: () => {
        waiting.resolve();
        return showWait();
      },
    }, () => Promise.resolve(events.push("second")));
    await Promise.all([first, second]);
    assert.deepEqual(events, ["first", "second"]);
    assert.ok(!(await isFileLocked(path)));
  }));

Deno.test("an action that fails lets go", () =>
  withFolder(async (folder) => {
    const path = join(folder, "lock");
    const failure = new Error("no");
    await assert.rejects(withFileLock(path, { showWait }, () => Promise.reject(failure)), failure);
    assert.ok(!(await isFileLocked(path)));
  }));

Deno.test("waiting ends with the signal's reason", () =>
  withFolder(async (folder) => {
    const path = join(folder, "lock");
    const controller = new AbortController();
    const reason = new Error("enough");
    await withFileLock(path, { showWait }, async () => {
      const waiting = {
        signal: controller.signal,
        showWait: () => {
          controller.abort(reason);
          return showWait();
        },
      };
      await assert.rejects(withFileLock(path, waiting, () => Promise.resolve()), reason);
    });
  }));

Deno.test("a lock dies with the process that held it", () =>
  withFolder(async (folder) => {
    const path = join(folder, "lock");
    const holder = new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        `const file = await Deno.open(${JSON.stringify(path)}, { create: true, write: true });
         await file.lock(true);
         console.log("held");
         await new Promise((resolve) => setTimeout(resolve, 60_000));`,
      ],
      stdout: "piped",
    }).spawn();
    const reader = holder.stdout.getReader();
    await reader.read();
    assert.ok(await isFileLocked(path));
    holder.kill("SIGKILL");
    await holder.status;
    await reader.cancel();
    assert.ok(!(await isFileLocked(path)));
  }));

Deno.test("a lock file that was never made is not held", async () => {
  assert.equal(await isFileLocked("/no/such/lock"), false);
});

Deno.test("a free lock is taken at once, one that is held is not waited for", () =>
  withFolder(async (folder) => {
    const path = join(folder, "lock");
    {
      using lock = await takeFreeLock(path);
      assert.ok(lock !== undefined);
      assert.equal(await takeFreeLock(path), undefined);
    }
    using again = await takeFreeLock(path);
    assert.ok(again !== undefined);
  }));
