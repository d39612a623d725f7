/** Requests without a pause, while something happens to the service. */
import { exampleRow } from "../../example_row.ts";
import { ask } from "./serve_task.ts";

/** What became of the requests so far. */
export interface Load {
  /** Ids of those that were answered. */
  readonly answered: readonly string[];
  /** Versions of the model that answered. */
  readonly versions: ReadonlySet<string>;
  /** What was answered otherwise, or not at all. */
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

/** Has so many callers ask until they are told to stop. */
export function loadService(url: string, callerCount: number): Load {
  const answered: string[] = [];
  const versions = new Set<string>();
  const failures: string[] = [];
  let isOver = false;
  const callers = Array.from({ length: callerCount }, async () => {
    while (!isOver) {
      try {
        const response = await ask(url, exampleRow);
        const body = await response.json();
        if (!response.ok) {
          failures.push(`${response.status}: ${body.detail}`);
          continue;
        }
        answered.push(body.request_id);
        versions.add(body.model_version);
      } catch (error) {
        failures.push((error as Error).message);
        return;
      }
    }
  });
  return {
    answered,
    versions,
    failures,
    async stop() {
      isOver = true;
      await Promise.all(callers);
    },
  };
}
