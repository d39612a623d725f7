import assert from "node:assert/strict";
import { generateCohort } from "@/data/synthetic/generate.ts";
import { parseCohortStatistics } from "@/data/synthetic/statistics.ts";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { cohortCsv, parseCohort, statistics, statisticsJson } from "./cohort.ts";

Deno.test("generateCohort() gives the same bytes for the same seed and others for another", () => {
  const csv = cohortCsv({ rowCount: 300, seed: 7 });
  assert.equal(cohortCsv({ rowCount: 300, seed: 7 }), csv);
  assert.notEqual(cohortCsv({ rowCount: 300, seed: 8 }), csv);
});

Deno.test("generateCohort() begins a long cohort with the rows of a short one", () => {
  const short = cohortCsv({ rowCount: 50, seed: 3 });
  assert.ok(cohortCsv({ rowCount: 2500, seed: 3 }).startsWith(short));
});

Deno.test("generateCohort() draws one site's patients when asked, and refuses an unknown site", () => {
  const options = { rowCount: 200, seed: 1 };
  const { dataset } = parseCohort({ ...options, site: "Hungary" });
  assert.deepEqual([...new Set(dataset.sites)], ["Hungary"]);
  assert.throws(
    () => [...generateCohort(heartSchema, statistics, { ...options, site: "Atlantis" })],
    (error) => error instanceof UserError && /Atlantis.*Cleveland/.test(error.message),
  );
});

Deno.test("generateCohort() draws plausible, known values only, numbered from 1", () => {
  const { dataset, quality } = parseCohort({ rowCount: 5000, seed: 11 });
  assert.deepEqual(dataset.ids, Array.from({ length: 5000 }, (_, index) => index + 1));
  for (const { column, outOfRangeCount, unknownCategoryCount } of quality.columns) {
    assert.equal(outOfRangeCount + unknownCategoryCount, 0, column);
  }
});

Deno.test("generateCohort() writes zeros where the source does: chol is 0 for all of Switzerland", () => {
  const zeros = { swiss: 0, others: 0 };
  for (const row of generateCohort(heartSchema, statistics, { rowCount: 2000, seed: 5 })) {
    if (row["dataset"] === "Switzerland") assert.equal(row["chol"], 0);
    else if (row["chol"] === 0) zeros.others++;
  }
  assert.ok(zeros.others > 0);
});

Deno.test("generateCohort() keeps columns missing together that are missing together", () => {
  const rows = [...generateCohort(heartSchema, statistics, { rowCount: 5000, seed: 5 })];
  for (const row of rows) assert.equal(row["thalch"] === null, row["exang"] === null);
});

Deno.test("parseCohortStatistics() refuses what does not fit the schema, and says where", () => {
  const broken = structuredClone(statisticsJson);
  delete broken.groups[0].marginals.age;
  assert.throws(
    () => parseCohortStatistics(heartSchema, broken),
    (error) => error instanceof UserError && /Cleveland, class 0.*age/.test(error.message),
  );
  assert.throws(() => parseCohortStatistics(heartSchema, { groups: [] }), UserError);
});

Deno.test("The tracked statistics are coarser than rows: at most two points for five values", () => {
  for (const { share, marginals } of statistics.groups) {
    const weight = share * statistics.rowCount + 5;
    for (const [column, marginal] of Object.entries(marginals)) {
      if (marginal.kind !== "curve") continue;
      const pointCount = marginal.values.length - 2;
      assert.ok(pointCount <= Math.max(4, 2 * weight / 5), `${column}: ${pointCount} points`);
    }
  }
});
