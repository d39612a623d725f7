import assert from "node:assert/strict";
import type { Dataset } from "@/data/dataset.ts";
import { parseDataset } from "@/data/parse.ts";
import { stratifiedFolds } from "@/data/splits.ts";
import { measureCohort } from "@/data/synthetic/measure.ts";
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import type { Cell } from "@/schema/cell.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readCirculatingTable, testOnRealData } from "../../../real_data.ts";
import { parseCohort, statistics } from "./cohort.ts";
import { correlation, normalLimit, scaledDistance, shareDifference } from "./two_samples.ts";

const parseReal = () => parseDataset(heartSchema, readCirculatingTable(), "real.csv");

/** Cells of each site's rows of each class, column by column. */
function cellsByGroup({ rows, sites, labels }: Dataset): Map<string, Map<string, Cell[]>> {
  const groups = new Map<string, Map<string, Cell[]>>();
  rows.forEach((row, index) => {
    const name = `${sites[index]}, class ${labels[index]}`;
    const columns = groups.get(name) ?? new Map<string, Cell[]>();
    for (const [column, cell] of Object.entries(row)) {
      columns.set(column, [...columns.get(column) ?? [], cell]);
    }
    groups.set(name, columns);
  });
  return groups;
}

interface Look {
  readonly place: string;
  readonly real: readonly Cell[];
  readonly drawn: readonly Cell[];
}

/** Every group and column, real cells against drawn ones. */
function looks(real: Dataset, drawn: Dataset): Look[] {
  const drawnGroups = cellsByGroup(drawn);
  return [...cellsByGroup(real)].flatMap(([group, columns]) =>
    [...columns].map(([column, cells]) => ({
      place: `${group}, ${column}`,
      real: cells,
      drawn: drawnGroups.get(group)!.get(column)!,
    }))
  );
}

const present = (cells: readonly Cell[]) => cells.filter((cell) => cell !== null);

testOnRealData("The tracked statistics are those of the real table", () => {
  assert.deepEqual(measureCohort(heartSchema, parseReal().text), statistics);
});

testOnRealData("Missing rates by site and class are within sampling error", () => {
  const all = looks(parseReal().dataset, parseCohort({ rowCount: 6000, seed: 1 }).dataset);
  for (const { place, real, drawn } of all) {
    const missing = (cells: readonly Cell[]) => cells.length - present(cells).length;
    const z = shareDifference(missing(real), real.length, missing(drawn), drawn.length);
    assert.ok(z < normalLimit(all.length), `${place}: z = ${z}`);
  }
});

testOnRealData("Shares of categories by site and class are within sampling error", () => {
  const all = looks(parseReal().dataset, parseCohort({ rowCount: 6000, seed: 2 }).dataset)
    .filter(({ real }) => present(real).some((cell) => typeof cell === "string"));
  for (const { place, real, drawn } of all) {
    const [ofReal, ofDrawn] = [present(real), present(drawn)];
    for (const category of new Set([...ofReal, ...ofDrawn])) {
      const count = (cells: readonly Cell[]) => cells.filter((cell) => cell === category).length;
      const z = shareDifference(count(ofReal), ofReal.length, count(ofDrawn), ofDrawn.length);
      assert.ok(z < normalLimit(3 * all.length), `${place}, ${category}: z = ${z}`);
    }
  }
});

testOnRealData("Distributions of numbers by site and class are within sampling error", () => {
  const all = looks(parseReal().dataset, parseCohort({ rowCount: 6000, seed: 3 }).dataset)
    .filter(({ real }) => present(real).some((cell) => typeof cell === "number"));
  // Smirnov's limit: P(scaled distance > d) ≈ 2 exp(-2 d²).
  const limit = Math.sqrt(Math.log(2 * all.length / 0.001) / 2);
  for (const { place, real, drawn } of all) {
    const distance = scaledDistance(present(real) as number[], present(drawn) as number[]);
    assert.ok(distance < limit, `${place}: ${distance} against ${limit}`);
  }
});

testOnRealData("Correlations within site and class are close to the real ones", () => {
  const numbersOf = (dataset: Dataset) =>
    new Map([...cellsByGroup(dataset)].map(([group, columns]) => [
      group,
      new Map(heartSchema.features.map((column) => [
        column.name,
        columns.get(column.name)!.map((cell) =>
          column.kind === "numeric" || cell === null
            ? cell as number | null
            : column.categories.findIndex(({ label }) => label === cell)
        ),
      ])),
    ]));
  const real = numbersOf(parseReal().dataset);
  const drawn = numbersOf(parseCohort({ rowCount: 20_000, seed: 4 }).dataset);
  const names = heartSchema.features.map(({ name }) => name);
  const differences = [...real].flatMap(([group, columns]) =>
    names.flatMap((a, i) =>
      names.slice(0, i).flatMap((b) => {
        const expected = correlation(columns.get(a)!, columns.get(b)!);
        if (!(expected.pairCount >= 30) || Number.isNaN(expected.value)) return [];
        const found = correlation(drawn.get(group)!.get(a)!, drawn.get(group)!.get(b)!);
        return [(found.value - expected.value) * Math.sqrt(expected.pairCount)];
      })
    )
  );
  // In units of a correlation's sampling error, about 1/√n; 1 would be as good as a new sample.
  const rootMeanSquare = Math.sqrt(
    differences.reduce((sum, value) => sum + value ** 2, 0) / differences.length,
  );
  assert.ok(differences.length > 300);
  assert.ok(rootMeanSquare < 0.8, `root mean square ${rootMeanSquare}`);
});

testOnRealData(
  "A model of synthetic patients does as well on real ones as one of real patients",
  () => {
    const real = parseReal().dataset;
    const folds = stratifiedFolds(real.labels, { foldCount: 5, seed: 42 });
    const part = (rows: Int32Array) => ({
      rows: Array.from(rows, (row) => real.rows[row]),
      labels: Uint8Array.from(rows, (row) => real.labels[row]),
    });
    for (const kind of ["logistic", "forest"] as const) {
      const recipe = defaultRecipe(kind, 42);
      const foldAucs = folds.map(({ train, test }) => {
        const { rows, labels } = part(test);
        return rocAuc(labels, predictProba(fitPipeline(recipe, part(train), heartSchema), rows));
      });
      const realAuc = foldAucs.reduce((sum, auc) => sum + auc, 0) / folds.length;
      for (const seed of [1, 2, 42]) {
        const cohort = parseCohort({ rowCount: 920, seed }).dataset;
        const pipeline = fitPipeline(recipe, cohort, heartSchema);
        const auc = rocAuc(real.labels, predictProba(pipeline, real.rows));
        assert.ok(
          Math.abs(auc - realAuc) < 0.03,
          `${kind}, seed ${seed}: ${auc} against ${realAuc}`,
        );
      }
    }
  },
);
