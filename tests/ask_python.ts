/** Asks the project's Python something through a script's standard streams. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { environment } from "./native_xgboost.ts";

/** Sends a request to a script and reads its answer, both JSON. */
export async function askPython(
  script: URL,
  request: unknown,
  env: Readonly<Record<string, string>> = {},
) {
  const child = new Deno.Command(environment!.python, {
    args: [fileURLToPath(script)],
    env: { ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(request)));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
