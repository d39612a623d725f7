/** Looks whether `.venv` is what the lock files say. */
import { join } from "node:path";
import {
  ensurePythonEnvironment,
  readyEnvironment,
  staleFeatures,
} from "@/adapters/python/environment.ts";
import type { InstallOptions } from "@/adapters/python/install.ts";
import type { Check } from "@/workflows/doctor/examine.ts";
import { repairCommand } from "@/workflows/doctor/finding.ts";

/** The check of the project's Python. */
export function pythonCheck(options: InstallOptions): Check {
  const { root } = options;
  return {
    title: "Python",
    async examine() {
      const stale = await staleFeatures(root);
      if (stale === undefined) {
        return { summary: "no .venv yet; the first task that needs it makes it", findings: [] };
      }
      if (stale.length === 0) {
        const environment = await readyEnvironment(root, "train");
        return { summary: `${environment?.version}, packages as locked`, findings: [] };
      }
      return {
        summary: "",
        findings: [{
          check: "python.stale",
          severity: "warning",
          message: `${join(root, ".venv")} was made from other lock files, or is broken.`,
          mend: `To renew it now: ${repairCommand}; else the next task that needs it does`,
          repairable: true,
        }],
      };
    },
    async repair() {
      const stale = await staleFeatures(root) ?? [];
      for (const feature of stale) await ensurePythonEnvironment({ ...options, feature });
      return stale.length > 0 ? ["renewed .venv"] : [];
    },
  };
}
