/** What surrounds a job that a notebook does. */
import type { Session } from "@/adapters/notebook/session.ts";
import type { JobContext, TrackedJobContext } from "@/adapters/training/job_context.ts";

/** The context of a job in a cell; an interrupt stops the cell itself. */
export function jobContext({ root, progress }: Session): JobContext {
  const { signal } = new AbortController();
  // The reader is told of synthetic patients where the data is loaded.
  return { root, progress, signal, announceSynthetic: () => {} };
}

/**
 * The same for a job in tracked runs.
 *
 * @param notebook the notebook's file, as the runs name their source
 */
export function trackedJobContext(session: Session, notebook: string): TrackedJobContext {
  return { ...jobContext(session), sourceName: `notebooks/${notebook}` };
}
