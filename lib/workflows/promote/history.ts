/** Which version was in Production when, by the audit. */
import type { AuditState, Reign } from "@/workflows/promote/replay.ts";

/** A version's time in Production. */
export interface Service {
  readonly version: number;
  readonly since: Reign["since"];
  /** Milliseconds since 1970; undefined while it lasts. */
  readonly untilMs: number | undefined;
}

/** The versions that were in Production at some moment of a stretch of time, in order. */
export function servicesDuring(
  { reigns }: AuditState,
  [fromMs, untilMs]: readonly [number, number],
): Service[] {
  return reigns.flatMap(({ version, since }, index) => {
    const endMs = reigns[index + 1] && Date.parse(reigns[index + 1].since.at);
    const overlaps = Date.parse(since.at) <= untilMs && (endMs === undefined || endMs > fromMs);
    return version !== undefined && overlaps ? [{ version, since, untilMs: endMs }] : [];
  });
}

/**
 * Reads a day such as `2026-11-24` as all of it, in UTC, and a time such as
 * `2026-11-24T10:00Z` as its moment; a time without a zone is in UTC too. Undefined when it is
 * neither.
 */
export function parseWhen(text: string): readonly [number, number] | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i
      .exec(text.trim());
  if (match === null) return undefined;
  const [, day, time, zone = "Z"] = match;
  const startMs = Date.parse(`${day}T${time ?? "00:00"}${zone.toUpperCase()}`);
  // Dates that no calendar has, such as 30 February, would roll over.
  const isCalendarDay = new Date(Date.parse(`${day}T00:00Z`) || 0).toISOString().startsWith(day);
  if (Number.isNaN(startMs) || !isCalendarDay) return undefined;
  return time === undefined ? [startMs, startMs + 24 * 60 * 60 * 1000 - 1] : [startMs, startMs];
}
