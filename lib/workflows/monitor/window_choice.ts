/** Which of the log's rows a check is about. */
import { exitCode, UserError } from "@/errors.ts";

/**
 * What came since the last check; or, as a look that leaves no trace for the next check, what came
 * since a moment, or everything.
 */
export type WindowChoice =
  | { readonly kind: "new" }
  | { readonly kind: "since"; readonly sinceMs: number }
  | { readonly kind: "all" };

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** A length of time such as `90m`, `24h`, `7d` or `2w`, in milliseconds; undefined for other text. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d+)([smhdw])$/.exec(text.trim()) ?? [];
  const ms = Number(count) * unitMs[unit as keyof typeof unitMs];
  return ms > 0 && Number.isSafeInteger(ms) ? ms : undefined;
}

/**
 * The window that flags ask for.
 *
 * @throws {UserError} when more than one is asked for
 */
export function chooseWindow(
  { sinceMs, lengthMs, all }: {
    readonly sinceMs?: number | undefined;
    readonly lengthMs?: number | undefined;
    readonly all?: boolean | undefined;
  },
  nowMs: number,
): WindowChoice {
  if (Number(sinceMs !== undefined) + Number(lengthMs !== undefined) + Number(all === true) > 1) {
    throw new UserError("--since, --window and --all each name a window; give one of them.", {
      exitCode: exitCode.usage,
    });
  }
  if (all) return { kind: "all" };
  if (sinceMs !== undefined) return { kind: "since", sinceMs };
  if (lengthMs !== undefined) return { kind: "since", sinceMs: nowMs - lengthMs };
  return { kind: "new" };
}

/** A window in words, such as `new` or `since 2026-11-24T00:00:00.000Z`. */
export function describeWindow(choice: WindowChoice): string {
  return choice.kind === "since" ? `since ${new Date(choice.sinceMs).toISOString()}` : choice.kind;
}
