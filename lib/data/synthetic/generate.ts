/** Draws patients from aggregate statistics: a Gaussian copula for each site and class. */
import { createRandom, type Random } from "@/data/random.ts";
import { choleskyFactor } from "@/data/synthetic/correlation_matrix.ts";
import { normalCdf } from "@/data/synthetic/normal.ts";
import type { CohortStatistics, GroupStatistics, Marginal } from "@/data/synthetic/statistics.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { Cell } from "@/schema/cell.ts";
import type { Schema } from "@/schema/column.ts";

/** What to draw. */
export interface CohortOptions {
  readonly rowCount: number;
  /** An integer in [0, 2³²); the same seed gives the same rows. */
  readonly seed: number;
  /** A site's label; all sites in their shares when absent. */
  readonly site?: string;
}

/** One row of the table, every column in the schema's order; a zero may mean missing, as in the source. */
export type TableRow = Readonly<Record<string, Cell>>;

/**
 * Draws rows one at a time, numbered from 1, in constant memory. The first rows of a long cohort
 * are a short one's.
 *
 * @throws {UserError} when the statistics hold no rows of the site
 *
 * @example
 * ```ts
 * import { generateCohort } from "@/data/synthetic/generate.ts";
 * import { parseCohortStatistics } from "@/data/synthetic/statistics.ts";
 * import { heartSchema } from "@/schema/heart.ts";
 *
 * const json = JSON.parse(Deno.readTextFileSync("data/cohort_statistics.json"));
 * const statistics = parseCohortStatistics(heartSchema, json);
 * const rows = [...generateCohort(heartSchema, statistics, { rowCount: 10, seed: 42 })];
 * console.assert(rows.length === 10);
 * ```
 */
export function* generateCohort(
  schema: Schema,
  statistics: CohortStatistics,
  options: CohortOptions,
): Generator<TableRow, void, undefined> {
  const { rowCount, seed, site } = options;
  const groups = statistics.groups.filter((group) => site === undefined || group.site === site);
  if (groups.length === 0) {
    const known = [...new Set(statistics.groups.map((group) => group.site))].join(", ");
    throw new UserError(`Cannot draw patients of ${site}: the statistics know ${known}.`, {
      exitCode: exitCode.usage,
    });
  }
  const random = createRandom(seed).fork("cohort");
  const chooseGroup = chooser(groups.map(({ share }) => share));
  const samplers = groups.map((group) => groupSampler(schema, group));
  for (let id = 1; id <= rowCount; id++) {
    yield samplers[chooseGroup(random.next())](id, random);
  }
}

/** A function from a uniform draw to a place, by shares that need not sum to 1. */
function chooser(shares: readonly number[]): (uniform: number) => number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let reached = 0;
  const bounds = Float64Array.from(shares, (share) => reached += share / total);
  const last = shares.length - 1;
  return (uniform) => {
    let place = 0;
    while (place < last && uniform >= bounds[place]) place++;
    return place;
  };
}

function groupSampler(schema: Schema, group: GroupStatistics) {
  const variables = [...schema.features, schema.target].map(({ name }) => name);
  const dimension = variables.length + 1;
  const factor = choleskyFactor(group.correlations, dimension);
  const samplers = variables.map((name) => marginalSampler(group.marginals[name]));
  const choosePattern = chooser(group.patterns.map(({ share }) => share));
  const masks = group.patterns.map(({ missing, zero }) =>
    variables.map((name): null | 0 | undefined =>
      missing.includes(name) ? null : zero.includes(name) ? 0 : undefined
    )
  );
  const places = schema.columns.map(({ name }) => variables.indexOf(name));
  const independent = new Float64Array(dimension);

  const latentUniform = (variable: number) => {
    const start = variable * (variable + 1) / 2;
    let sum = 0;
    for (let k = 0; k <= variable; k++) sum += factor[start + k] * independent[k];
    return normalCdf(sum);
  };

  return (id: number, random: Random): TableRow => {
    for (let k = 0; k < dimension; k++) independent[k] = random.normal();
    const mask = masks[choosePattern(latentUniform(dimension - 1))];
    const row: Record<string, Cell> = {};
    schema.columns.forEach(({ name, role }, index) => {
      if (role === "identifier") row[name] = id;
      else if (role === "site") row[name] = group.site;
      else {
        const variable = places[index];
        const masked = mask[variable];
        row[name] = masked === undefined ? samplers[variable](latentUniform(variable)) : masked;
      }
    });
    return row;
  };
}

/** A function from a uniform draw to a value of the distribution. */
function marginalSampler(marginal: Marginal): (uniform: number) => number | string {
  if (marginal.kind === "levels") {
    const choose = chooser(marginal.shares);
    return (uniform) => marginal.values[choose(uniform)];
  }
  const { probabilities, values } = marginal;
  const scale = 10 ** marginal.decimals;
  return (uniform) => {
    let [low, high] = [0, probabilities.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (uniform < probabilities[middle]) high = middle;
      else low = middle;
    }
    const position = (uniform - probabilities[low]) / (probabilities[high] - probabilities[low]);
    const value = values[low] + position * (values[high] - values[low]);
    // `+ 0` turns a negative zero into zero.
    return Math.round(value * scale) / scale + 0;
  };
}
