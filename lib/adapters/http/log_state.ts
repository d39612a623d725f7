/** Whether the prediction log can be written, from what became of the records so far. */
import type { ServiceLog } from "@/adapters/http/service_log.ts";
import type { KeptKind } from "@/workflows/serve/predictor.ts";

/** The state of the log. */
export interface LogState {
  /** Why predictions cannot be kept; undefined while they can. */
  readonly problem: string | undefined;
  /** Predictions were kept. */
  logged(): void;
  /** Something could not be kept. */
  failed(error: unknown, kind: KeptKind): void;
}

/** A log of which nothing bad is known; each reason is told once, not at every request. */
export function createLogState(log: ServiceLog): LogState {
  let problem: string | undefined;
  const told = new Set<string>();
  return {
    get problem() {
      return problem;
    },
    logged() {
      if (problem === undefined) return;
      log.event("info", "The log can be written again.");
      told.delete(problem);
      problem = undefined;
    },
    failed(error, kind) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!told.has(reason)) log.event("error", `The log cannot be written: ${reason}`);
      told.add(reason);
      if (kind === "predictions") problem = reason;
    },
  };
}
