/** What the two labels are called wherever a person reads them. */

/** Names of the labels 0 and 1. */
export const outcomeNames = ["No disease", "Disease"] as const;
