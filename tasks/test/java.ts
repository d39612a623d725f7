/** The Java that Spark runs on, asked for before anything is installed for it. */
import { join } from "node:path";
import { runCommand } from "@/adapters/python/command.ts";
import { exitCode, UserError } from "@/errors.ts";

const oldest = 17;

const installHints: Partial<Record<typeof Deno.build.os, string>> = {
  linux: "Install it, for example with: sudo apt-get install openjdk-17-jre-headless",
  darwin: "Install it, for example with: brew install --cask temurin@17",
  windows: "Install it, for example with: winget install EclipseAdoptium.Temurin.17.JRE",
};

/**
 * Makes sure that Spark will find a Java that it can run on.
 *
 * @param home the folder that `JAVA_HOME` names; without one Spark takes the `java` of `PATH`
 * @throws {UserError} when there is none, or only one that is too old
 */
export async function requireJava(home = Deno.env.get("JAVA_HOME")): Promise<void> {
  const program = home ? join(home, "bin", "java") : "java";
  const found = await majorVersion(program);
  if (found !== undefined && found >= oldest) return;
  throw new UserError(
    `Spark needs Java ${oldest} or newer; found: ${
      found === undefined ? `'${program}' does not run` : `'${program}' is Java ${found}`
    }.`,
    {
      exitCode: exitCode.unavailable,
      hint: `${installHints[Deno.build.os] ?? "Install it"}, or set JAVA_HOME to its folder.`,
    },
  );
}

async function majorVersion(program: string): Promise<number | undefined> {
  try {
    const { output } = await runCommand(program, ["-version"]);
    // Up to Java 8 the versions began with "1.".
    const major = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
