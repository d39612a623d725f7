/** Promotion from a notebook, as `deno task promote` does it. */
import { saidBefore } from "@/adapters/notebook/heart_data.ts";
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
  { root, progress }: Session,
  version: RegisteredVersion,
): Promise<PromoteOutcome> {
  const { signal } = new AbortController();
  const workers = navigator.hardwareConcurrency;
  return withHint(() =>
    promoteFirst(version, { workers }, { root, progress, signal, announceSynthetic: saidBefore })
  );
}
