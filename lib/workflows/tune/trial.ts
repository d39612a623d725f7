/** One trial of a study: a point, how it was judged, and how that is kept in its run. */
import { z } from "zod";
import type { JudgedTrial } from "@/tune/sampler.ts";
import type { RunRecord } from "@/workflows/tracker.ts";

/** How a trial ended: judged on all folds, given up after some, or not judged at all. */
export type TrialState = "complete" | "pruned" | "failed";

const trialSchema = z.strictObject({
  number: z.int().min(0),
  point: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  state: z.enum(["complete", "pruned", "failed"]),
  /** ROC AUC of each fold that was judged, in order. */
  foldScores: z.array(z.number()),
  durationMs: z.number(),
  /** Why it failed. */
  error: z.string().optional(),
});

/** A trial that has ended. */
export type Trial = Readonly<z.output<typeof trialSchema>>;

/** The tag of a trial's run that holds the trial, every number exact. */
export const trialTag = "trial.result";

/** A trial as the tag's value, within the tracker's limit for tags. */
export function serializeTrial(trial: Trial): string {
  const error = trial.error?.slice(0, 1000);
  return JSON.stringify({ ...trial, ...(error === undefined ? {} : { error }) });
}

/**
 * The trial that a run holds; undefined for a run that was given up before its trial ended. A run
 * must have ended, too: until then it is nobody's result.
 */
export function trialOf({ status, tags }: RunRecord): Trial | undefined {
  if (status !== "FINISHED" && status !== "FAILED") return undefined;
  const text = tags[trialTag];
  return text === undefined ? undefined : trialSchema.parse(JSON.parse(text));
}

/** Mean ROC AUC over the folds that were judged; NaN when none was. */
export function trialScore({ foldScores }: Trial): number {
  return foldScores.reduce((sum, score) => sum + score, 0) / foldScores.length;
}

/** What the sampler learns of a trial: the loss falls from 1 to 0; nothing of one that failed. */
export function judgedTrial(trial: Trial): JudgedTrial[] {
  if (trial.state === "failed") return [];
  return [{ number: trial.number, point: trial.point, loss: 1 - trialScore(trial) }];
}

/** The complete trial with the greatest score, the earliest of equals; undefined without one. */
export function bestTrial(trials: readonly Trial[]): Trial | undefined {
  return trials
    .filter(({ state }) => state === "complete")
    .toSorted((a, b) => trialScore(b) - trialScore(a) || a.number - b.number)
    .at(0);
}
