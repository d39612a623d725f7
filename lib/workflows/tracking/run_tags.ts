/** The tags by which MLflow's UI knows a run: its name, maker, program, parent and description. */
import type { RunStart } from "@/workflows/tracker.ts";
import { checkTag } from "@/workflows/tracking/limits.ts";

/** Who makes runs, with what. */
export interface RunOrigin {
  readonly user: string;
  /** The program, such as `tasks/train.ts`. */
  readonly sourceName: string;
  /** The commit the program is at, when known. */
  readonly gitCommit?: string | undefined;
  /** The process, by which others can tell whether it still lives. */
  readonly session?: string | undefined;
}

/** The tag that names the process which makes a run. */
export const sessionTag = "process.session";

/**
 * All tags of a new run: its own, and the ones that MLflow gives a meaning.
 *
 * @throws {UserError} when a tag would be refused
 */
export function runTags(origin: RunOrigin, start: RunStart): Record<string, string> {
  const tags = {
    ...start.tags,
    "mlflow.runName": start.name,
    "mlflow.user": origin.user,
    "mlflow.source.name": origin.sourceName,
    "mlflow.source.type": "LOCAL",
    ...(origin.gitCommit && { "mlflow.source.git.commit": origin.gitCommit }),
    ...(origin.session && { [sessionTag]: origin.session }),
    ...(start.parentRunId && { "mlflow.parentRunId": start.parentRunId }),
    ...(start.description && { "mlflow.note.content": start.description }),
  };
  Object.entries(tags).forEach(([name, value]) => checkTag(name, value));
  return tags;
}
