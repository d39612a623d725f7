/** Hyperopt's searches: its own Python environment, and our losses for its points. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { exitCode, UserError } from "@/errors.ts";
import type { Point } from "@/tune/space.ts";
import { peerPython } from "./peer_python.ts";
import type { SearchProblem } from "./search_problems.ts";

/** What came of the searches with one problem. */
export interface HyperoptSearches {
  readonly version: string;
  /** Losses of each search's trials, a search per seed. */
  readonly losses: number[][];
  /** Milliseconds of each suggestion, in the same order. */
  readonly suggestMs: number[][];
}

/**
 * The interpreter of `.venv.hyperopt`, which is made when it is missing.
 *
 * @throws {UserError} when there is no Python, or the packages cannot be had
 */
export function hyperoptPython(): Promise<string> {
  return peerPython({
    module: "hyperopt",
    title: "Hyperopt",
    hint: "Name a Python that has hyperopt 0.3.0: deno task bench:tpe --python PATH",
  });
}

/**
 * Minimises a problem with Hyperopt's TPE and its defaults, once for each seed.
 *
 * @throws {UserError} when Python fails, for example without Hyperopt
 */
export async function searchWithHyperopt(
  python: string,
  { space, loss }: SearchProblem,
  seeds: readonly number[],
  trials: number,
): Promise<HyperoptSearches> {
  const child = spawn(python, [fileURLToPath(new URL("./hyperopt_search.py", import.meta.url))]);
  const failed = new Promise<never>((_, reject) => child.on("error", reject));
  const ended = new Promise<number>((resolve) => child.on("close", resolve));
  const errors: string[] = [];
  child.stderr.on("data", (bytes) => errors.push(String(bytes)));

  const say = (message: unknown) => child.stdin.write(`${JSON.stringify(message)}\n`);
  const listen = async () => {
    let version = "";
    const [losses, suggestMs]: [number[][], number[][]] = [[[]], []];
    say({ space, seeds, trials });
    for await (const line of createInterface(child.stdout)) {
      const message = JSON.parse(line);
      if (message.version) version = message.version;
      else if (message.suggestMs) {
        suggestMs.push(message.suggestMs);
        losses.push([]);
      } else {
        const found = loss(message.point as Point);
        losses.at(-1)!.push(found);
        say(found);
      }
    }
    return { version, losses: losses.slice(0, -1), suggestMs };
  };
  const searches = await Promise.race([listen(), failed]);
  if (await ended === 0) return searches;
  throw new UserError(`Hyperopt's search failed: ${errors.join("")}`, {
    exitCode: exitCode.unavailable,
  });
}
