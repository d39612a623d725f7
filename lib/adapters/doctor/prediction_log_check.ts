/** Looks whether the prediction log has the columns that this program writes. */
import { join } from "node:path";
import { exists } from "@/adapters/files/exists.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Check } from "@/workflows/doctor/examine.ts";
import { predictionLogHeader } from "@/workflows/prediction_log/header.ts";

/** No header is longer. */
const headerLength = 65_536;
const shownNames = 5;

/** The check of the project's prediction log. */
export function predictionLogCheck({ root }: { readonly root: string }): Check {
  const path = join(root, "prediction_log.csv");
  return {
    title: "Prediction log",
    async examine() {
      if (!(await exists(path))) return { summary: "none yet", findings: [] };
      const wanted = predictionLogHeader(heartSchema);
      const found = await readHeader(path);
      if (found === wanted.join(",")) return { summary: path, findings: [] };
      const lost = wanted.filter((name) => !found.split(",").includes(name));
      return {
        summary: "",
        findings: [{
          check: "prediction_log.format",
          severity: "error",
          message: `${path} is in another format: ` +
            (lost.length > 0
              ? `its first line lacks ${listed(lost)}.`
              : "its columns stand in another order, or there are more."),
          mend: `Move it aside, and a new one is begun: mv ${path} ${path}.old`,
          repairable: false,
        }],
      };
    },
  };
}

function listed(names: readonly string[]): string {
  const rest = names.length - shownNames;
  return names.slice(0, shownNames).join(", ") + (rest > 0 ? ` and ${rest} more columns` : "");
}

async function readHeader(path: string): Promise<string> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array(headerLength);
  const count = await file.read(bytes) ?? 0;
  return new TextDecoder().decode(bytes.subarray(0, count)).split(/\r?\n/, 1)[0];
}
