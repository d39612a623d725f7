/** The files of one log: those that were full, named by the time of their rotation, and the live one. */
import { basename, dirname, join } from "node:path";

/** Live files of the prediction log and its companions, beside the one that is named. */
export function logPaths(path: string) {
  const beside = (name: string) => `${path.replace(/\.csv$/, "")}.${name}.csv`;
  return {
    predictions: path,
    shadows: beside("shadow"),
    rejections: beside("rejected"),
    feedback: beside("feedback"),
  };
}

const rotationTime = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z`;

/** Paths of a log's full files, oldest first; `path` is that of the live one. */
export async function rotatedPaths(path: string): Promise<string[]> {
  const pattern = new RegExp(`^${RegExp.escape(stem(path))}\\.${rotationTime}\\.csv$`);
  const names: string[] = [];
  for await (const { name } of Deno.readDir(dirname(path))) {
    if (pattern.test(name)) names.push(name);
  }
  return names.sort().map((name) => join(dirname(path), name));
}

/**
 * Where a full file goes, such as `prediction_log.2026-11-24T13-45-00.123Z.csv`: behind all others,
 * even when a clock was set back or two are full in one millisecond.
 */
export async function nextRotatedPath(path: string, nowMs: number): Promise<string> {
  const last = (await rotatedPaths(path)).at(-1);
  const lastMs = last === undefined ? -Infinity : timeOf(basename(last).slice(stem(path).length));
  const time = new Date(Math.max(nowMs, lastMs + 1)).toISOString().replaceAll(":", "-");
  return join(dirname(path), `${stem(path)}.${time}.csv`);
}

function stem(path: string): string {
  return basename(path, ".csv");
}

function timeOf(suffix: string): number {
  const [, day, time] = /^\.(.*)T(.*)\.csv$/.exec(suffix)!;
  return Date.parse(`${day}T${time.replaceAll("-", ":")}`);
}
