/** How many patients have disease, group by group. */

/** Patients of one group. */
export interface OutcomeCount {
  readonly group: string;
  readonly rowCount: number;
  readonly positiveCount: number;
}

/**
 * Counts by group, in the order of `groups`; groups without rows are left out.
 *
 * @param groupOf n group names; null for rows of no group
 * @param labels n labels, 1 for disease
 */
export function outcomeCounts(
  groups: readonly string[],
  groupOf: readonly (string | null)[],
  labels: Uint8Array,
): OutcomeCount[] {
  return groups.map((group) => {
    const own = labels.filter((_, row) => groupOf[row] === group);
    const positiveCount = own.reduce((sum, label) => sum + label, 0);
    return { group, rowCount: own.length, positiveCount };
  }).filter(({ rowCount }) => rowCount > 0);
}
