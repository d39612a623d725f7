/** Replays the audit: from its entries alone, the state that stages and aliases must show. */
import type { AuditEntry } from "@/workflows/promote/audit_entry.ts";
import type { Stage } from "@/workflows/registry.ts";

/** A stretch of time with one champion, or with none. */
export interface Reign {
  readonly version: number | undefined;
  /** The entry that began it. */
  readonly since: AuditEntry;
}

/** What the audit says. */
export interface AuditState {
  /** The stage of every version that the audit has moved. */
  readonly stages: ReadonlyMap<number, Stage>;
  /** Champions, each on top of the one it replaced; the last one is in Production. */
  readonly champions: readonly number[];
  /** The version in Staging. */
  readonly staged: number | undefined;
  /** In order of time. */
  readonly reigns: readonly Reign[];
  /** Keys of entries without effect: another had changed the champion just before. */
  readonly overtaken: ReadonlySet<string>;
}

const nothing: AuditState = {
  stages: new Map(),
  champions: [],
  staged: undefined,
  reigns: [],
  overtaken: new Set(),
};

/**
 * The state after all entries, in their order.
 *
 * Whoever decides about the champion names the one that he saw. When two decide at once, the
 * second entry finds another champion and has no effect, so that no version reaches Production
 * without having been judged against the one that it replaces.
 */
export function replay(entries: readonly AuditEntry[]): AuditState {
  return entries.reduce(step, nothing);
}

/** The version that must be in Production; undefined when the audit knows none. */
export function championOf({ champions }: AuditState): number | undefined {
  return champions.at(-1);
}

/**
 * The champion before the present one that is still there.
 *
 * @param exists whether a version was not deleted
 */
export function predecessorOf(
  { champions }: AuditState,
  exists: (version: number) => boolean,
): number | undefined {
  return champions.slice(0, -1).findLast((version) =>
    version !== champions.at(-1) && exists(version)
  );
}

function step(state: AuditState, entry: AuditEntry): AuditState {
  const { action, version } = entry;
  if (version === null || action === "refuse" || action === "restore") return state;
  const isVoid = action === "stage"
    ? version === championOf(state)
    : (championOf(state) ?? null) !== entry.champion;
  if (isVoid) return overtake(state, entry);
  switch (action) {
    case "stage":
      return {
        ...state,
        stages: moved(state, [state.staged, "Archived"], [version, "Staging"]),
        staged: version,
      };
    case "adopt":
    case "promote":
      if (version === championOf(state)) return overtake(state, entry);
      return crown(state, entry, [...state.champions, version]);
    case "rollback": {
      const place = state.champions.slice(0, -1).lastIndexOf(version);
      if (place < 0) return overtake(state, entry);
      return crown(state, entry, state.champions.slice(0, place + 1));
    }
    case "retire":
      return crown(state, entry, []);
  }
}

function overtake(state: AuditState, { key }: AuditEntry): AuditState {
  return { ...state, overtaken: new Set([...state.overtaken, key]) };
}

function crown(state: AuditState, since: AuditEntry, champions: readonly number[]): AuditState {
  const version = champions.at(-1);
  return {
    ...state,
    stages: moved(state, [championOf(state), "Archived"], [version, "Production"]),
    champions,
    staged: state.staged === version ? undefined : state.staged,
    reigns: [...state.reigns, { version, since }],
  };
}

function moved(
  { stages }: AuditState,
  ...moves: readonly (readonly [number | undefined, Stage])[]
): Map<number, Stage> {
  const result = new Map(stages);
  for (const [version, stage] of moves) if (version !== undefined) result.set(version, stage);
  return result;
}
