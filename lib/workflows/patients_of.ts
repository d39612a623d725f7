/** How many patients of which kind, for the words beneath figures. */
import type { Dataset } from "@/data/dataset.ts";

/** The number of patients, saying so when they do not exist. */
export function patientsOf({ labels, source }: Pick<Dataset, "labels" | "source">): string {
  return `${labels.length} ${source === "synthetic" ? "synthetic " : ""}patients`;
}
