/** Whether the service can answer predictions, and what is not as it should be. */
import type { Service } from "@/adapters/http/service.ts";

/** How the service is. */
export interface Readiness {
  readonly isReady: boolean;
  /** What whoever runs it should see to, also while it is ready. */
  readonly problems: readonly string[];
}

/** Looks at the service. */
export async function readiness(
  { keeper, logProblem, isLogOptional, isDraining }: Service,
): Promise<Readiness> {
  const isLogBroken = await logProblem() !== undefined;
  const problems = [
    isDraining() ? "The service is about to end." : undefined,
    isLogBroken ? "The prediction log cannot be written." : undefined,
    keeper.problem,
  ];
  return {
    isReady: !isDraining() && (!isLogBroken || isLogOptional),
    problems: problems.filter((problem) => problem !== undefined),
  };
}
