/** Looks whether the project's table is there, whole and real. */
import { exists } from "@/adapters/files/exists.ts";
import { loadDataset } from "@/adapters/files/obtain_dataset.ts";
import { tablePath } from "@/adapters/files/obtain_table.ts";
import type { Check, Diagnosis } from "@/workflows/doctor/examine.ts";

/**
 * The check of the data that training takes.
 *
 * @param named the source that a person has named; the project's own table unless told
 */
export function dataCheck({ root }: { readonly root: string }, named?: string): Check {
  return {
    title: "Data",
    examine: async () => {
      if (named === undefined && !(await exists(tablePath(root)))) return missing(tablePath(root));
      return await lookAt(named ?? tablePath(root));
    },
  };
}

async function lookAt(path: string): Promise<Diagnosis> {
  const { dataset } = await loadDataset(path);
  const rows = `${dataset.rows.length} rows of ${path}`;
  switch (dataset.source) {
    case "uci":
      return { summary: `${rows}, UCI's table by its SHA-256`, findings: [] };
    case "file":
      return { summary: `${rows}, a table of your own`, findings: [] };
    case "synthetic":
      return {
        summary: rows,
        findings: [{
          check: "data.synthetic",
          severity: "warning",
          message: `${path} is a SYNTHETIC cohort: its models are no good for real patients.`,
          mend: "To get UCI's table: deno task data, or deno task data --from FILE",
          repairable: false,
        }],
      };
  }
}

function missing(path: string): Diagnosis {
  return {
    summary: "",
    findings: [{
      check: "data.missing",
      severity: "warning",
      message: `There is no ${path}; training would fetch it, or draw a synthetic cohort.`,
      mend: "To get it: deno task data",
      repairable: false,
    }],
  };
}
