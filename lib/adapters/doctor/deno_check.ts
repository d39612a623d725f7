/** Looks whether this is the Deno that the project is tested with. */
import type { Check } from "@/workflows/doctor/examine.ts";

/** The version that the tests run on. */
export const testedVersion = "2.9.6";

/** The check of Deno itself. */
export function denoCheck(version: string = Deno.version.deno): Check {
  return {
    title: "Deno",
    examine: () =>
      Promise.resolve({
        summary: version,
        findings: version === testedVersion ? [] : [{
          check: "deno.version",
          severity: "warning",
          message: `This is Deno ${version}, and the tests run on ${testedVersion}.`,
          mend: `To use that one: npx --yes deno@${testedVersion} task doctor`,
          repairable: false,
        }],
      }),
  };
}
