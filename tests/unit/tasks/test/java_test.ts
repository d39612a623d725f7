/** Which Java Spark is let loose on. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { requireJava } from "../../../../tasks/test/java.ts";

/** Asks for Java where the one of `JAVA_HOME` says what is given, or is not there. */
async function requireJavaThatSays(text: string | undefined) {
  const home = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(home, "bin"));
    const script = `#!/bin/sh\necho '${text}' >&2\n`;
    if (text !== undefined) {
      await Deno.writeTextFile(join(home, "bin", "java"), script, { mode: 0o755 });
    }
    await requireJava(home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** The fakes are shell scripts. */
const ignore = Deno.build.os === "windows";

Deno.test({
  name: "Java 17 and newer will do",
  ignore,
  fn: async () => {
    await requireJavaThatSays('openjdk version "17.0.15" 2025-04-15');
    await requireJavaThatSays('openjdk version "21" 2023-09-19');
  },
});

Deno.test({
  name: "an older Java is refused with its version",
  ignore,
  fn: async () => {
    const refusal = (message: RegExp) => ({ name: "UserError", message, hint: /JAVA_HOME/ });
    await assert.rejects(requireJavaThatSays('java version "1.8.0_392"'), refusal(/is Java 8\.$/));
    await assert.rejects(requireJavaThatSays('openjdk version "11.0.2"'), refusal(/is Java 11\.$/));
  },
});

Deno.test("without Java the message says so", async () => {
  await assert.rejects(requireJavaThatSays(undefined), {
    name: "UserError",
    message: /needs Java 17 or newer; found: '.*java' does not run\.$/,
  });
});
