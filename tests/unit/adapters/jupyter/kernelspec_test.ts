/** How Lab learns to start Deno's kernel. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { installKernelspec, kernelspec } from "@/adapters/jupyter/kernelspec.ts";

Deno.test("the kernel is this Deno, interrupted by messages, without colours", () => {
  const { argv, language, interrupt_mode, env } = JSON.parse(kernelspec("/opt/my deno"));
  const args = ["jupyter", "--kernel", "--conn", "{connection_file}"];
  assert.deepEqual(argv, ["/opt/my deno", ...args]);
  assert.deepEqual({ language, interrupt_mode, env }, {
    language: "typescript",
    interrupt_mode: "message",
    env: { NO_COLOR: "1" },
  });
});

Deno.test("the description of another Deno is replaced", async () => {
  const venv = await Deno.makeTempDir();
  for (const deno of ["/old/deno", "/new/deno"]) await installKernelspec(venv, deno);
  const folder = join(venv, "share", "jupyter", "kernels", "deno");
  const written = await Deno.readTextFile(join(folder, "kernel.json"));
  assert.equal(written, kernelspec("/new/deno"));
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assert.deepEqual(names, ["kernel.json"]);
  await Deno.remove(venv, { recursive: true });
});
