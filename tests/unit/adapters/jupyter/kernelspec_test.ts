/** How Lab learns to start Deno's kernel. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { connectionVariable } from "@/adapters/jupyter/connection_file.ts";
import { installKernelspec, kernelspec } from "@/adapters/jupyter/kernelspec.ts";

const command = ["/opt/my deno", "jupyter", "--kernel", "--conn", "{connection_file}"];

Deno.test("the kernel is this Deno, which knows its connection, ends cells by signal, and has no colours", () => {
  const { argv, language, interrupt_mode, env } = JSON.parse(kernelspec("/opt/my deno", "linux"));
  const [program, variable, ...rest] = argv;
  assert.deepEqual(rest, command);
  assert.equal(program, "/usr/bin/env");
  assert.equal(variable, `${connectionVariable}={connection_file}`);
  assert.deepEqual({ language, interrupt_mode, env }, {
    language: "typescript",
    interrupt_mode: "signal",
    env: { NO_COLOR: "1" },
  });
});

Deno.test("on Windows, without such signals, interrupts are messages", () => {
  const { argv, interrupt_mode } = JSON.parse(kernelspec("/opt/my deno", "windows"));
  assert.deepEqual({ argv, interrupt_mode }, { argv: command, interrupt_mode: "message" });
});

Deno.test("the description of another Deno is replaced", async () => {
  const venv = await Deno.makeTempDir();
  for (const deno of ["/old/deno", "/new/deno"]) await installKernelspec(venv, deno);
  const folder = join(venv, "share", "jupyter", "kernels", "deno");
  const written = await Deno.readTextFile(join(folder, "kernel.json"));
  assert.equal(written, kernelspec("/new/deno", Deno.build.os));
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  assert.deepEqual(names, ["kernel.json"]);
  await Deno.remove(venv, { recursive: true });
});
