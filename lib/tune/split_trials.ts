/** Which trials were good, and which were the rest. */
import type { JudgedTrial } from "@/tune/sampler.ts";

/** The good ones stop growing in number here (Hyperopt's `gamma_cap`). */
const mostBelow = 25;
const gamma = 0.25;

/** A history in two parts, each in the history's order. */
export interface SplitTrials {
  readonly below: readonly JudgedTrial[];
  readonly above: readonly JudgedTrial[];
}

/**
 * The ⌈0.25 √n⌉ trials of least loss, at most 25, and all others (Hyperopt's `ap_split_trials`).
 * Of trials with the same loss the earlier are the better; in Hyperopt their order is left to
 * NumPy's unstable sort, which differs between processors.
 */
export function splitTrials(history: readonly JudgedTrial[]): SplitTrials {
  const belowCount = Math.min(Math.ceil(gamma * Math.sqrt(history.length)), mostBelow);
  const best = new Set(history.toSorted((a, b) => a.loss - b.loss).slice(0, belowCount));
  return {
    below: history.filter((trial) => best.has(trial)),
    above: history.filter((trial) => !best.has(trial)),
  };
}
