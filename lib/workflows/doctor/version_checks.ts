/** Looks at each version of a registered model: whether it is ready, whole and loadable. */
import type { Finding } from "@/workflows/doctor/finding.ts";
import { examineArtefact, type LoadPipeline } from "@/workflows/promote/artefact.ts";
import type { Ledger } from "@/workflows/promote/ledger.ts";
import { managedAliases } from "@/workflows/promote/projection.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";

/**
 * What is wrong with the versions; an error where somebody is served by it, or soon may be.
 *
 * @throws {UserError} when the server cannot be reached
 */
export async function versionFindings(
  { model }: Ledger,
  loadPipeline: LoadPipeline,
): Promise<Finding[]> {
  const findings = await Promise.all(model.versions.map(async (version) => {
    const problem = await findProblem(version, loadPipeline);
    return problem === undefined ? [] : [toFinding(version, problem)];
  }));
  return findings.flat();
}

async function findProblem(
  version: RegisteredVersion,
  loadPipeline: LoadPipeline,
): Promise<string | undefined> {
  if (version.status !== "READY") return `it is ${version.status}, not READY.`;
  const { rules } = await examineArtefact(version, loadPipeline);
  return rules.find(({ verdict }) => verdict === "fail")?.note;
}

function toFinding({ version, stage, aliases }: RegisteredVersion, problem: string): Finding {
  const isServing = stage === "Production" || stage === "Staging" ||
    managedAliases.some((alias) => aliases.includes(alias));
  return {
    check: "registry.version",
    severity: isServing ? "error" : "warning",
    message: `Version ${version} (${[stage, ...aliases].join(", ")}) cannot be used: ${problem}`,
    mend: stage === "Production"
      ? 'Go back to the version before: deno task promote --rollback "damaged"'
      : "Delete it on the model's page, so that nobody promotes it.",
    repairable: false,
  };
}
