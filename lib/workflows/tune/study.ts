/** A study, after its search and after its end. */
import type { RegisteredVersion } from "@/workflows/registry.ts";
import type { TrackedRun } from "@/workflows/tracker.ts";
import type { Assessment } from "@/workflows/train/assess.ts";
import type { FreshScore } from "@/workflows/tune/judge_fold.ts";
import type { StudyPlan } from "@/workflows/tune/study_plan.ts";
import type { Trial } from "@/workflows/tune/trial.ts";

/** A study whose search is over. */
export interface SearchedStudy {
  readonly run: TrackedRun;
  readonly plan: StudyPlan;
  /** By number. */
  readonly trials: readonly Trial[];
  readonly best: Trial;
}

/** What became of the winner. */
export interface FinishedStudy {
  /** The winner on folds that the search has not seen. */
  readonly fresh: FreshScore;
  readonly assessment: Assessment;
  readonly version: RegisteredVersion;
}
