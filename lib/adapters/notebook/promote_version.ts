/** Promotion from a notebook, as `deno task promote` does it. */
import { jobContext } from "@/adapters/notebook/job_context.ts";
import type { Session } from "@/adapters/notebook/session.ts";
import { withHint } from "@/adapters/notebook/with_hint.ts";
import { promoteFirst } from "@/adapters/training/promote_model.ts";
import type { PromoteOutcome } from "@/workflows/promote/promote.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";

/**
 * Promotes a version to Production if the gate lets it pass. Where there is no champion yet, one
 * of synthetic patients may be the first.
 *
 * @throws {UserError} when the data or MLflow fails
 */
export function promoteVersion(
  session: Session,
  version: RegisteredVersion,
): Promise<PromoteOutcome> {
  const workers = navigator.hardwareConcurrency;
  return withHint(() => promoteFirst(version, { workers }, jobContext(session)));
}
