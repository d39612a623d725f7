/** What surrounds a job that a notebook does. */
import { interruptSignal } from "@/adapters/notebook/interrupts.ts";
import type { Session } from "@/adapters/notebook/session.ts";
import type { JobContext, TrackedJobContext } from "@/adapters/training/job_context.ts";

/** The context of a job in a cell, which an interrupt of the kernel stops. */
export function jobContext({ root, progress }: Session): JobContext {
  // The reader is told of synthetic patients where the data is loaded.
  return { root, progress, signal: interruptSignal(), announceSynthetic: () => {} };
}

/**
 * The same for a job in tracked runs.
 *
 * @param notebook the notebook's file, as the runs name their source
 */
export function trackedJobContext(session: Session, notebook: string): TrackedJobContext {
  return { ...jobContext(session), sourceName: `notebooks/${notebook}` };
}
