/** The examination: every check in turn, with repair where it is wanted. */
import { exitCode, UserError } from "@/errors.ts";
import type { Finding } from "@/workflows/doctor/finding.ts";

/** One look at one thing. */
export interface Check {
  /** What is looked at, such as `Data`. */
  readonly title: string;
  /** @throws {UserError} when it cannot be told, which is a finding itself */
  examine(): Promise<Diagnosis>;
  /** Mends every finding that is repairable; tells in words what was done. */
  repair?(): Promise<string[]>;
}

/** What one look came to. */
export interface Diagnosis {
  /** What was seen, in a few words; why nothing was, where the check could not be made. */
  readonly summary: string;
  /** Not even looked at, as something else is missing. */
  readonly isSkipped?: boolean;
  readonly findings: readonly Finding[];
}

/** A check's outcome. */
export interface CheckReport extends Diagnosis {
  readonly title: string;
  /** What was mended, in words. */
  readonly repairs: readonly string[];
}

/**
 * Makes every check in order, so that a later one finds what an earlier one repaired.
 *
 * @param isToRepair whether findings are to be mended, where they can be
 * @throws {UserError} when the work was interrupted
 */
export async function examine(
  checks: readonly Check[],
  isToRepair: boolean,
): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const check of checks) {
    const diagnosis = await diagnose(check);
    const isRepairable = diagnosis.findings.some(({ repairable }) => repairable);
    reports.push(
      isToRepair && check.repair && isRepairable
        ? await repairAndDiagnose(check, check.repair)
        : { title: check.title, ...diagnosis, repairs: [] },
    );
  }
  return reports;
}

async function repairAndDiagnose(
  check: Check,
  repair: () => Promise<string[]>,
): Promise<CheckReport> {
  const { title } = check;
  try {
    const repairs = await repair();
    return { title, ...await diagnose(check), repairs };
  } catch (error) {
    const failure = toFinding(error, `${nameOf(title)}.repair`, "Not mended: ");
    const { findings, ...diagnosis } = await diagnose(check);
    return { title, ...diagnosis, findings: [...findings, failure], repairs: [] };
  }
}

/** What has failed cannot be told from what is wrong: it becomes a finding. */
async function diagnose({ title, examine }: Check): Promise<Diagnosis> {
  try {
    return await examine();
  } catch (error) {
    return { summary: "", findings: [toFinding(error, `${nameOf(title)}.unreadable`)] };
  }
}

/** A defect and an interruption are no findings. */
function toFinding(error: unknown, check: string, prefix = ""): Finding {
  if (!(error instanceof UserError) || error.exitCode === exitCode.interrupted) throw error;
  return {
    check,
    severity: "error",
    message: prefix + error.message,
    mend: error.hint ?? "Run the task again.",
    repairable: false,
  };
}

function nameOf(title: string): string {
  return title.toLowerCase().replaceAll(" ", "_");
}
