/** Finding a Python, and saying what is wrong with the ones there are. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { exitCode, UserError } from "@/errors.ts";
import { findPython, usualCommands } from "@/adapters/python/find_python.ts";
import { noShell, withFakes } from "./fake_python.ts";

Deno.test({
  name: "a Python that is asked for is taken when its version will do",
  ignore: noShell,
  fn: () =>
    withFakes({ mine: { version: "3.12.4" } }, async (folder) => {
      const path = join(folder, "mine");
      assert.deepEqual(await findPython(path), { command: [path], version: "3.12.4" });
    }),
});

Deno.test({
  name: "a Python that is too old is named with its version and with what is needed",
  ignore: noShell,
  fn: () =>
    withFakes({ old: { version: "3.9.2" } }, async (folder) => {
      await assert.rejects(findPython(join(folder, "old")), (error: UserError) => {
        assert.match(error.message, /need Python 3\.11 to 3\.14; found: \S+old is 3\.9\.2/);
        assert.match(error.hint ?? "", /Install it.*HEART_PYTHON/);
        assert.equal(error.exitCode, exitCode.unavailable);
        return true;
      });
    }),
});

Deno.test("a Python that is asked for and missing stands in the message", async () => {
  await assert.rejects(findPython("/no/such/python"), {
    name: "UserError",
    message: /HEART_PYTHON names '\/no\/such\/python', which does not run/,
  });
});

Deno.test("the usual names begin with the plain ones and go from the newest to the oldest", () => {
  const names = usualCommands("linux").map((command) => command.join(" "));
  assert.deepEqual(names.slice(0, 3), ["python3", "python", "python3.14"]);
  assert.equal(names.at(-1), "python3.11");
  assert.deepEqual(usualCommands("windows").at(-1), ["py", "-3.11"]);
});
