import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { defaultBounds, type GateFigures, judgeFigures } from "@/evaluate/promotion_gate.ts";

const rowCount = 600;
const random = createRandom(3);
const labels = Uint8Array.from({ length: rowCount }, (_, row) => row % 2);

/** Probabilities that tell the classes apart the better, the further apart their means are. */
function predictions(distance: number): Float64Array {
  return Float64Array.from(labels, (label) => {
    const score = distance * (label - 0.5) + random.normal();
    return 1 / (1 + Math.exp(-distance * score));
  });
}

const good = predictions(2.4);
const sound: GateFigures = {
  labels,
  candidate: good,
  dummy: new Float64Array(rowCount).fill(0.5),
  logistic: good,
  champion: good,
  artefact: good,
  slices: [],
};

function failures(figures: Partial<GateFigures>, bounds = {}): string[] {
  return judgeFigures({ ...sound, ...figures }, { ...defaultBounds, ...bounds })
    .filter(({ verdict }) => verdict === "fail").map(({ name }) => name);
}

Deno.test("a sound model passes every rule", () => {
  assert.deepEqual(failures({}), []);
});

Deno.test("a model without skill fails the floors, chance and every comparison", () => {
  const chance = predictions(0);
  assert.deepEqual(failures({ candidate: chance, artefact: chance }), [
    "floor.roc_auc",
    "floor.brier",
    "artefact.roc_auc",
    "dummy.roc_auc",
    "dummy.brier",
    "logistic.roc_auc",
    "champion.roc_auc",
  ]);
});

Deno.test("a saved model that differs from its recipe is found out", () => {
  assert.deepEqual(failures({ artefact: good.map((p) => 1 - p) }), ["artefact.roc_auc"]);
});

Deno.test("ranks alone do not do: probabilities must be right, too", () => {
  const shifted = good.map((p) => 0.5 + p / 2);
  assert.deepEqual(failures({ candidate: shifted }), ["floor.brier"]);
});

Deno.test("worse than the champion by more than the margin is not good enough", () => {
  const better = predictions(4);
  assert.deepEqual(failures({ champion: better }), ["champion.roc_auc"]);
  assert.deepEqual(failures({ champion: better }, { margin: 0.5 }), []);
  assert.equal(judgeFigures({ ...sound, champion: undefined }, defaultBounds).length, 6);
});

Deno.test("the bound itself passes where it may be reached, and fails where it may not", () => {
  const [{ figure: auc }, { figure: brier }] = judgeFigures(sound, defaultBounds);
  assert.deepEqual(failures({}, { leastAuc: auc!, greatestBrier: brier! }), []);
  // Against itself a model's difference is exactly 0, which is not above a margin of 0.
  assert.deepEqual(failures({}, { margin: 0 }), ["logistic.roc_auc", "champion.roc_auc"]);
});

Deno.test("a slice is judged when it has enough rows and both classes", () => {
  const slice = {
    column: "sex",
    title: "Sex",
    label: "Female",
    rowCount: 40,
    metrics: { rocAuc: 0.6 },
    aucInterval: { lower: 0.4, upper: 0.8 },
  };
  const slicesWith = (change: object) =>
    failures({ slices: [{ ...slice, ...change }] as unknown as GateFigures["slices"] });
  assert.deepEqual(slicesWith({}), ["slice.sex.Female"]);
  assert.deepEqual(slicesWith({ rowCount: 39 }), []);
  assert.deepEqual(slicesWith({ metrics: { rocAuc: NaN } }), []);
});
