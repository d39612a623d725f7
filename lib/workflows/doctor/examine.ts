/** The examination: every check in turn, with repair where it is wanted. */
import { UserError } from "@/errors.ts";
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
 */
export async function examine(
  checks: readonly Check[],
  isToRepair: boolean,
): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const check of checks) {
    const { title } = check;
    let diagnosis = await diagnose(check);
    let repairs: string[] = [];
    if (isToRepair && check.repair && diagnosis.findings.some(({ repairable }) => repairable)) {
      repairs = await check.repair();
      diagnosis = await diagnose(check);
    }
    reports.push({ title, ...diagnosis, repairs });
  }
  return reports;
}

/** What has failed cannot be told from what is wrong: it becomes a finding. */
async function diagnose({ title, examine }: Check): Promise<Diagnosis> {
  try {
    return await examine();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      summary: "",
      findings: [{
        check: `${title.toLowerCase().replaceAll(" ", "_")}.unreadable`,
        severity: "error",
        message: error.message,
        mend: error.hint ?? "Run the task again.",
        repairable: false,
      }],
    };
  }
}
