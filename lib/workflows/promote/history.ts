/** Which version was in Production when, by the audit. */
import type { AuditEntry } from "@/workflows/promote/audit_entry.ts";
import type { AuditState } from "@/workflows/promote/replay.ts";

/** A version's time in Production. */
export interface Service {
  readonly version: number;
  /** The entry that began it. */
  readonly since: AuditEntry;
  /** The entry that ended it; undefined while it lasts. */
  readonly until: AuditEntry | undefined;
}

/** A moment or a whole day. */
export interface Moment {
  /** As it was asked for. */
  readonly text: string;
  /** Milliseconds since 1970; equal for a moment. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The versions that were in Production at the moment, or at some time of the day, in order. */
export function servicesAt({ reigns }: AuditState, { fromMs, untilMs }: Moment): Service[] {
  return reigns.flatMap(({ version, since }, index) => {
    const until = reigns.at(index + 1)?.since;
    const hasBegun = Date.parse(since.at) <= untilMs;
    const hasEnded = until !== undefined && Date.parse(until.at) <= fromMs;
    return version !== undefined && hasBegun && !hasEnded ? [{ version, since, until }] : [];
  });
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Reads a day such as `2026-11-24` as all of it, in UTC, and a time such as `2026-11-24T10:30Z`
 * as its moment; a time without a zone is in UTC too. Undefined when it is neither.
 */
export function parseMoment(text: string): Moment | undefined {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i
      .exec(text.trim());
  if (parts === null) return undefined;
  const [, day, time, zone = "Z"] = parts;
  const midnightMs = Date.parse(`${day}T00:00Z`);
  const fromMs = Date.parse(`${day}T${time ?? "00:00"}${zone.toUpperCase()}`);
  if (Number.isNaN(midnightMs) || Number.isNaN(fromMs)) return undefined;
  // 30 February would roll over.
  if (!new Date(midnightMs).toISOString().startsWith(day)) return undefined;
  return { text, fromMs, untilMs: time === undefined ? fromMs + dayMs - 1 : fromMs };
}
