/** What the service tells of itself, a line an event: words for people, JSON for programs. */
import type { Json } from "@/json.ts";

/** How much an event matters. */
export type Level = "info" | "warning" | "error";

/** Where events and requests are told. */
export interface ServiceLog {
  event(level: Level, message: string, fields?: Readonly<Record<string, Json>>): void;
  /** Tells of an answered request; nothing of what it said. */
  request(fields: Readonly<Record<string, Json | undefined>>): void;
  /** Waits until everything is told. */
  flush(): Promise<void>;
}

/** How long lines wait for others, so that they are written together. */
const gatherMs = 50;

/** Every event and request as a line of JSON. */
export function jsonServiceLog(
  write: (lines: string) => Promise<void>,
  now: () => number,
): ServiceLog {
  let waiting: string[] = [];
  let writing = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting.join("");
    waiting = [];
    // Whoever read them may have gone: that is no reason to end.
    if (lines !== "") writing = writing.then(() => write(lines)).catch(() => {});
    return writing;
  };
  const tell = (level: Level, message: string, fields: object) => {
    const time = new Date(now()).toISOString();
    waiting.push(`${JSON.stringify({ time, level, message, ...fields })}\n`);
    timer ??= setTimeout(flush, gatherMs);
  };
  return {
    event: (level, message, fields = {}) => tell(level, message, fields),
    request: (fields) => tell("info", "request", fields),
    flush,
  };
}

/** Events alone, as lines for a person; requests are counted by the metrics. */
export function plainServiceLog(print: (line: string) => void): ServiceLog {
  return {
    event: (level, message) => print(level === "info" ? message : `${level}: ${message}`),
    request: () => {},
    flush: () => Promise.resolve(),
  };
}
