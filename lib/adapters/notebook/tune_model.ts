/** The search for the best forest, from a notebook, as `deno task tune` makes it. */
import { trackedJobContext } from "@/adapters/notebook/job_context.ts";
import type { Session } from "@/adapters/notebook/session.ts";
import { withHint } from "@/adapters/notebook/with_hint.ts";
import { tune, type TuneOutcome } from "@/adapters/training/tune_forest.ts";
import type { Space } from "@/tune/space.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";
import { planStudy, type StudyPlan } from "@/workflows/tune/study_plan.ts";

/** What to search, how and how far. */
export interface StudyChoices extends Pick<StudyPlan, "seed" | "foldCount"> {
  readonly space: Space;
  readonly trialCount: number;
}

/**
 * Searches with TPE, and registers the winner.
 *
 * @param notebook the notebook's file, as the runs name their source
 * @throws {UserError} when the data, MLflow or every trial fails
 */
export function tuneModel(
  session: Session,
  notebook: string,
  { trialCount, ...choices }: StudyChoices,
): Promise<TuneOutcome> {
  return withHint(() =>
    tune(
      (dataset) => ({
        plan: planStudy({ ...choices, sampler: "tpe", pruning: false }, dataset),
        trialCount,
      }),
      {
        model: registeredModelName,
        timeoutMs: undefined,
        workers: navigator.hardwareConcurrency,
      },
      trackedJobContext(session, notebook),
    )
  );
}
