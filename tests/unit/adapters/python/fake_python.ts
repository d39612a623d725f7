/** Small programs that pass for a Python. */
import { join } from "node:path";

/** What a fake answers when it is asked for its version, and when it shall make a `.venv`. */
export interface FakePython {
  readonly version: string;
  /** Shell commands for `-m venv`. */
  readonly venv?: string;
}

/** Runs a test in a folder that holds fakes, by their names; it is removed afterwards. */
export async function withFakes(
  fakes: Readonly<Record<string, FakePython>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, { version, venv = "exit 1" }] of Object.entries(fakes)) {
      const script = `#!/bin/sh\nif [ "$1" = -c ]; then echo ${version}; else\n${venv}\nfi\n`;
      await Deno.writeTextFile(join(folder, name), script, { mode: 0o755 });
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The fakes are shell scripts. */
export const noShell = Deno.build.os === "windows";
