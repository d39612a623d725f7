/** Finds a Python on the machine that the locked packages can be installed with. */
import { exitCode, UserError } from "@/errors.ts";
import { runCommand } from "@/adapters/python/command.ts";
import { isSupported, supportedMinors, supportedVersions } from "@/adapters/python/version.ts";

/** A Python that answered. */
export interface Interpreter {
  /** The program and the arguments before any of ours. */
  readonly command: readonly [string, ...string[]];
  /** Its version, such as `3.12.1`. */
  readonly version: string;
}

const installHints: Partial<Record<typeof Deno.build.os, string>> = {
  linux: "Install it, for example with: sudo apt-get install python3 python3-venv",
  darwin: "Install it, for example with: brew install python@3.13",
  windows: "Install it, for example with: winget install Python.Python.3.13",
};

/**
 * The first supported Python among the one asked for, or else the usual names.
 *
 * @param asked a program's name or path that goes before all others, and stands alone
 * @throws {UserError} when none is found, or only versions that are not supported
 */
export async function findPython(
  asked: string | undefined,
  signal?: AbortSignal,
): Promise<Interpreter> {
  const commands = asked ? [[asked] as const] : usualCommands(Deno.build.os);
  const unsupported: string[] = [];
  for (const command of commands) {
    const version = await versionOf(command, signal);
    if (version === undefined) continue;
    if (isSupported(version)) return { command: [...command], version };
    unsupported.push(`${command.join(" ")} is ${version}`);
  }
  const found = unsupported.length > 0
    ? unsupported.join(", ")
    : asked
    ? `HEART_PYTHON names '${asked}', which does not run`
    : `none of ${commands.map((command) => command.join(" ")).join(", ")} runs`;
  throw new UserError(
    `MLflow, XGBoost and JupyterLab need Python ${supportedVersions}; found: ${found}.`,
    {
      exitCode: exitCode.unavailable,
      hint: `${installHints[Deno.build.os] ?? "Install it"}, or set HEART_PYTHON to its path.`,
    },
  );
}

/** The commands under which Python is usually found, the plain names first. */
export function usualCommands(os: typeof Deno.build.os): [string, ...string[]][] {
  const { first, last } = supportedMinors;
  const minors = Array.from({ length: last - first + 1 }, (_, index) => `3.${last - index}`);
  return [
    ["python3"],
    ["python"],
    ...(os === "windows"
      ? minors.map((minor): [string, string] => ["py", `-${minor}`])
      : minors.map((minor): [string] => [`python${minor}`])),
  ];
}

async function versionOf(
  [program, ...args]: readonly [string, ...string[]],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const ask = "import sys; print('%d.%d.%d' % sys.version_info[:3])";
  try {
    const { success, output } = await runCommand(program, [...args, "-c", ask], { signal });
    return success ? /^\d+\.\d+\.\d+$/m.exec(output)?.[0] : undefined;
  } catch (error) {
    const absent = [
      Deno.errors.NotFound,
      Deno.errors.NotCapable,
      Deno.errors.PermissionDenied,
      Deno.errors.NotADirectory,
    ];
    if (absent.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}
