/** The aggregate statistics from which a synthetic cohort is drawn: the shape of the JSON that keeps them. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import type { Schema } from "@/schema/column.ts";

const share = z.number().min(0).max(1);

/** The distribution of one column's measured values within a group. */
const marginal = z.discriminatedUnion("kind", [
  /** Few values: each with its share. */
  z.strictObject({
    kind: z.literal("levels"),
    values: z.array(z.union([z.string(), z.number()])).min(1),
    shares: z.array(share),
  }),
  /** Many values: points of the quantile function, joined by straight lines, and how values are rounded. */
  z.strictObject({
    kind: z.literal("curve"),
    /** Ascending from 0 to 1. */
    probabilities: z.array(share).min(2),
    values: z.array(z.number()),
    decimals: z.number().int().min(0).max(6),
  }),
]);

/** Which cells of a row are empty, which hold a zero that means the same, and how often that is so. */
const missingPattern = z.strictObject({
  share,
  missing: z.array(z.string()),
  zero: z.array(z.string()),
});

const group = z.strictObject({
  site: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
  /** Share of all rows. */
  share,
  /** In the order of the latent variable that stands for them. */
  patterns: z.array(missingPattern).min(1),
  /** By column: every feature and the target. */
  marginals: z.record(z.string(), marginal),
  /**
   * Correlations of the Gaussian copula: the lower triangle without its diagonal, row by row,
   * of features and target in the schema's order and the missing pattern at the end.
   */
  correlations: z.array(z.number().min(-1).max(1)),
});

const cohortStatistics = z.strictObject({
  about: z.string(),
  table: z.string(),
  /** SHA-256 of the table that was measured. */
  digest: z.string(),
  rowCount: z.number().int().positive(),
  /** One for each site and class that has rows. */
  groups: z.array(group).min(1),
});

/** The distribution of one column's measured values within a group. */
export type Marginal = z.infer<typeof marginal>;
/** One pattern of missing cells. */
export type MissingPattern = z.infer<typeof missingPattern>;
/** All statistics of one site and class. */
export type GroupStatistics = z.infer<typeof group>;
/** All statistics of a table. */
export type CohortStatistics = z.infer<typeof cohortStatistics>;

/**
 * Checks the statistics' shape and that they belong to the schema.
 *
 * @throws {UserError} that says which part is wrong
 */
export function parseCohortStatistics(schema: Schema, json: unknown): CohortStatistics {
  const { data, error } = cohortStatistics.safeParse(json);
  if (!data) throw refuse(z.prettifyError(error), error);
  const variables = [...schema.features, schema.target].map(({ name }) => name);
  const pairCount = variables.length * (variables.length + 1) / 2;
  for (const { site, label, marginals, correlations } of data.groups) {
    const name = `the group ${site}, class ${label}`;
    const missing = variables.filter((variable) => !Object.hasOwn(marginals, variable));
    if (missing.length > 0) throw refuse(`${name} has no marginals of ${missing.join(", ")}`);
    if (correlations.length !== pairCount) {
      throw refuse(`${name} has ${correlations.length} correlations; required: ${pairCount}`);
    }
  }
  return data;
}

function refuse(reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot use the cohort statistics: ${reason}.`, {
    exitCode: exitCode.data,
    hint: "Restore data/cohort_statistics.json from version control.",
    cause,
  });
}
