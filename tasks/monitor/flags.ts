/** Reads flags that choose a window of the log. */
import { InvalidArgumentError } from "commander";
import { parseDuration } from "@/workflows/monitor/window_choice.ts";
import { parseMoment } from "@/workflows/promote/history.ts";

/** A moment in milliseconds since 1970; of a day, its start. */
export function moment(text: string): number {
  const parsed = parseMoment(text);
  if (parsed) return parsed.fromMs;
  throw new InvalidArgumentError("Expected a day such as 2026-11-24, or 2026-11-24T10:30Z.");
}

/** A length of time in milliseconds. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError("Expected a length of time such as 90m, 24h, 7d or 2w.");
}
