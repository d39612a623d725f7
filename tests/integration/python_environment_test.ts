/** The set-up of `.venv` with a real Python and real installers, on packages made here. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { strToU8, zipSync } from "fflate";
import { ensurePythonEnvironment, readyEnvironment } from "@/adapters/python/environment.ts";
import { runCommand } from "@/adapters/python/command.ts";
import { silentProgress } from "@/workflows/progress.ts";

/** Stands in for uv where only what it is called with matters: it has pip do the work. */
const fakeUv = `
import subprocess, sys
assert sys.argv[1:4] == ["pip", "install", "--python"], sys.argv
lock = ["--require-hashes", "--requirement", sys.argv[-1]]
sys.exit(subprocess.run([sys.executable, "-m", "pip", "install", "--no-index", *lock]).returncode)
`;
const brokenUv = `raise SystemExit("uv does not run here")`;

/** Makes a wheel of one module; returns the line that a lock file has for it. */
async function makeWheel(folder: string, name: string, version: string, code: string) {
  const info = `${name}-${version}.dist-info`;
  const content = zipSync({
    [`${name}/__init__.py`]: strToU8(""),
    [`${name}/__main__.py`]: strToU8(code),
    [`${info}/METADATA`]: strToU8(`Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`),
    [`${info}/WHEEL`]: strToU8(
      "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    ),
    [`${info}/RECORD`]: strToU8(""),
  });
  const path = join(folder, `${name}-${version}-py3-none-any.whl`);
  await Deno.writeFile(path, content);
  const hash = createHash("sha256").update(content).digest("hex");
  return `${name} @ ${pathToFileURL(path)} --hash=sha256:${hash}\n`;
}

Deno.test("setting Python up", async (t) => {
  const root = await Deno.makeTempDir({ prefix: "heart python " });
  const options = { root, feature: "train", progress: silentProgress } as const;
  const lock = (text: string) => Deno.writeTextFile(join(root, "requirements.lock"), text);
  const printed = async (module: string) => {
    const environment = await readyEnvironment(root, "train");
    return (await runCommand(environment!.python, ["-m", module])).output;
  };
  try {
    await Deno.mkdir(join(root, "requirements"));
    const uvLock = join(root, "requirements", "uv.lock");
    await Deno.writeTextFile(uvLock, await makeWheel(root, "uv", "1.0", fakeUv));
    await lock(await makeWheel(root, "tiny", "1.0", "print('one')"));

    await t.step("of two tasks at once one makes it, and both have it", async () => {
      const started: string[] = [];
      const progress = {
        start(label: string) {
          started.push(label);
          return silentProgress.start(label);
        },
      };
      const both = [{ ...options, progress }, { ...options, progress }];
      const [first, second] = await Promise.all(both.map(ensurePythonEnvironment));
      assert.deepEqual(first, second);
      assert.equal(started.filter((label) => label.startsWith("Making")).length, 1);
      assert.equal(started.filter((label) => label.startsWith("Waiting")).length, 1);
      assert.equal(await printed("tiny"), "one");
    });

    await t.step("once made, nothing is done again", async () => {
      const start = () => assert.fail("some work was started");
      await ensurePythonEnvironment({ ...options, progress: { start } });
    });

    await t.step("what one feature adds does not make another forgotten", async () => {
      const tiny = await Deno.readTextFile(join(root, "requirements.lock"));
      for (const feature of ["notebook", "spark"] as const) {
        const more = await makeWheel(root, feature, "1.0", `print("${feature}")`);
        await Deno.writeTextFile(join(root, `requirements-${feature}.lock`), tiny + more);
        await ensurePythonEnvironment({ ...options, feature });
      }
      for (const feature of ["train", "notebook", "spark"] as const) {
        assert.ok(await readyEnvironment(root, feature), feature);
      }
      assert.equal(await printed("notebook"), "notebook");
    });

    await t.step("a changed lock file is installed in place", async () => {
      await lock(await makeWheel(root, "tiny", "2.0", "print('two')"));
      assert.equal(await readyEnvironment(root, "train"), undefined);
      await ensurePythonEnvironment(options);
      assert.equal(await printed("tiny"), "two");
    });

    await t.step(
      "a package that is not the locked one is refused, and nothing counts",
      async () => {
        const line = await makeWheel(root, "tiny", "3.0", "print('three')");
        await lock(line.replace(/sha256:..../, "sha256:0000"));
        await assert.rejects(ensurePythonEnvironment(options), {
          name: "UserError",
          message: /a downloaded package is not the one in the lock file/,
        });
        assert.equal(await readyEnvironment(root, "train"), undefined);
        await lock(line);
      },
    );

    await t.step("what was left half-made is made anew, by pip where uv does not run", async () => {
      await Deno.writeTextFile(uvLock, await makeWheel(root, "uv", "2.0", brokenUv));
      const { sitePackages } = await ensurePythonEnvironment(options);
      assert.equal(await printed("tiny"), "three");
      const installed = [...Deno.readDirSync(sitePackages)].map(({ name }) => name);
      assert.ok(!installed.includes("tiny-2.0.dist-info"));
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
