/** The frame of every task: flags, help, errors and exit codes. */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { exitCode, UserError } from "@/errors.ts";
import { style } from "@/adapters/terminal/style.ts";

/** A command named as people type it, such as `deno task train`. */
export function taskCommand(name: string, description: string): Command {
  return new Command(`deno task ${name}`)
    .description(description)
    .exitOverride()
    // Help is plain text; asking would take leave to read the environment.
    .configureOutput({ getOutHasColors: () => false, getErrHasColors: () => false })
    .allowExcessArguments(false)
    .showHelpAfterError(`Run deno task ${name} --help for all options.`);
}

/** Parses a flag's value as an integer within bounds, for commander's option parser. */
export function integerFlag(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text) || value < minimum || value > maximum) {
      throw new InvalidArgumentError(`Expected an integer from ${minimum} to ${maximum}.`);
    }
    return value;
  };
}

/** Runs a command's action and ends the process with the right exit code, `Deno.exitCode` or 0. */
export async function runTask(command: Command, args: readonly string[] = Deno.args) {
  try {
    await command.parseAsync([...args], { from: "user" });
  } catch (error) {
    Deno.exit(report(error));
  }
  Deno.exit();
}

/** Prints an error for a person; returns the exit code. */
function report(error: unknown): number {
  // Commander has printed its message itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.usage;
  const label = style("red", "error:", Deno.stderr);
  if (error instanceof UserError) {
    console.error(`${label} ${error.message}`);
    if (error.hint) console.error(`${style("cyan", "→", Deno.stderr)} ${error.hint}`);
    return error.exitCode;
  }
  console.error(`${label} unexpected failure; this is a defect, please report it.`);
  console.error(error);
  return exitCode.failure;
}
