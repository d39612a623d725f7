/** One entry of the audit: who did what to which version, when and why, as a tag of the model. */
import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * What an entry may say.
 *
 * - `adopt`: the version was found in Production before the audit knew any champion;
 * - `stage`: it goes to Staging, to be judged;
 * - `promote`: it becomes the champion;
 * - `refuse`: the gate refused it, and it stays where it is;
 * - `rollback`: an earlier champion comes back;
 * - `retire`: the champion was deleted, and no earlier one is left;
 * - `restore`: stages and aliases were set back to what the audit says.
 */
export const auditActions = [
  "adopt",
  "stage",
  "promote",
  "refuse",
  "rollback",
  "retire",
  "restore",
] as const;

const stage = z.enum(["None", "Staging", "Production", "Archived"]);

/** A rule of the gate: its name, figure, bound and verdict. */
const gateRule = z.tuple([
  z.string(),
  z.number().nullable(),
  z.number().nullable(),
  z.enum(["pass", "fail", "info"]),
]);

const factsSchema = z.object({
  /** ISO 8601, UTC. */
  at: z.string(),
  /** User and host, such as `ada@lab`. */
  by: z.string(),
  action: z.enum(auditActions),
  /** The version it is about; null for a `restore`, which is about all. */
  version: z.int().positive().nullable(),
  from: stage.nullable(),
  to: stage.nullable(),
  /** The champion when this was decided; what was decided about another champion is void. */
  champion: z.int().positive().nullable(),
  /** In the words of whoever did it; may be empty. */
  why: z.string(),
  /** Whether a refusal of the gate was overruled. */
  forced: z.boolean(),
  /** Digests of the entries that none was written after till now; empty in the first entry. */
  after: z.string(),
  gate: z.array(gateRule).optional(),
});

/** What an entry says. */
export type AuditFacts = z.infer<typeof factsSchema>;

/** A rule as the audit keeps it. */
export type AuditRule = z.infer<typeof gateRule>;

/** An entry and its place. */
export interface AuditEntry extends AuditFacts {
  /** Key of its tag, such as `audit.000012.0a1b2c3d`. */
  readonly key: string;
  /** From 1, above those of its predecessors; entries written at once may share one. */
  readonly sequence: number;
  /** Digest of key and value, by which the next entry names this one. */
  readonly digest: string;
}

/** Key of the tag that names the latest entry and its digest, so that the end cannot be cut off. */
export const headKey = "audit.head";

/** The key of an entry: `suffix` is eight hexadecimal digits that keep two at once apart. */
export function entryKey(sequence: number, suffix: string): string {
  return `audit.${String(sequence).padStart(6, "0")}.${suffix}`;
}

/** The sequence in an entry's key; undefined for other tags. */
export function sequenceOf(key: string): number | undefined {
  const digits = /^audit\.(\d{6,})\.[0-9a-f]{8}$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Digests of the entries that an entry was written after, in the order in which they count. */
export function predecessorsOf({ after }: AuditFacts): string[] {
  return after === "" ? [] : after.split(" ");
}

/** Sixteen hexadecimal digits of SHA-256 over an entry's key and value. */
export function entryDigest(key: string, value: string): string {
  return createHash("sha256").update(`${key}\n${value}`).digest("hex").slice(0, 16);
}

/** An entry as the value of its tag. */
export function formatEntry(facts: AuditFacts): string {
  return JSON.stringify(facts);
}

/** Reads a tag as an entry; undefined when its value is none. */
export function parseEntry(key: string, value: string): AuditEntry | undefined {
  const facts = factsSchema.safeParse(parseJson(value));
  if (!facts.success) return undefined;
  return { ...facts.data, key, sequence: sequenceOf(key) ?? 0, digest: entryDigest(key, value) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
