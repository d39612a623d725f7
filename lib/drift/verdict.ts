/** Verdicts, and how much evidence each asks for. */

/** What is said of a column or of a window. */
export type Verdict = "ok" | "not enough data" | "watch" | "alarm";

/** From the least to the most urgent. */
const urgency: readonly Verdict[] = ["not enough data", "ok", "watch", "alarm"];

/** Of so many undrifted windows, one has a column to watch: 3 in 100. */
export const watchRate = 0.03;

/** An alarm over a column that does not matter asks for evidence so many times as strong. */
const strictness = 5;

/** Shifts that small samples must be able to show, in standard deviations. */
const grossShift = 1;

/**
 * The rate of false alarms that a column may have, from a fifth of the watch rate for one that the
 * model does not use to all of it for the most important.
 *
 * @param importance in [0, 1]
 */
export function alarmRate(importance: number): number {
  return watchRate * (1 + (strictness - 1) * importance) / strictness;
}

/**
 * The verdict on a column.
 *
 * @param pValue adjusted for all tests of the window
 * @param detectableShift the shift that is found in four of five windows, in deviations
 */
export function columnVerdict(
  pValue: number,
  importance: number,
  detectableShift: number,
): Verdict {
  if (pValue <= alarmRate(importance)) return "alarm";
  if (pValue <= watchRate) return "watch";
  return detectableShift <= grossShift ? "ok" : "not enough data";
}

/** Whether a verdict says that something drifted. */
export function isRaised(verdict: Verdict): boolean {
  return verdict === "watch" || verdict === "alarm";
}

/** The more urgent of two verdicts. */
export function moreUrgent(a: Verdict, b: Verdict): Verdict {
  return urgency.indexOf(a) >= urgency.indexOf(b) ? a : b;
}
