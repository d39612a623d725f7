/** How well a group's name alone tells the outcome, for shortcuts that no model should take. */
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";

/**
 * AUC of calling each row as ill as its group: of the share of class 1 in the group.
 *
 * @param groupOf n group names
 * @param labels n labels, 0 or 1
 * @throws {UserError} when there are no rows
 */
export function groupAuc(groupOf: readonly string[], labels: Uint8Array): number {
  const totals = new Map<string, { rowCount: number; positiveCount: number }>();
  groupOf.forEach((group, row) => {
    const { rowCount, positiveCount } = totals.get(group) ?? { rowCount: 0, positiveCount: 0 };
    totals.set(group, { rowCount: rowCount + 1, positiveCount: positiveCount + labels[row] });
  });
  const shares = Float64Array.from(groupOf, (group) => {
    const { rowCount, positiveCount } = totals.get(group)!;
    return positiveCount / rowCount;
  });
  return rocAuc(labels, shares);
}
