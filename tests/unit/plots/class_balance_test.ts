import assert from "node:assert/strict";
import { classBalanceFigure } from "@/plots/class_balance.ts";

const sites = [
  { name: "Cleveland", withoutDisease: 164, withDisease: 139 },
  { name: "Nowhere", withoutDisease: 0, withDisease: 0 },
  { name: "Switzerland", withoutDisease: 8, withDisease: 115 },
];

Deno.test("the class balance figure stacks counts, most affected site first, empty sites left out", () => {
  const { data, table } = classBalanceFigure({ sites });
  assert.deepEqual(data.map(({ name }) => name), ["Disease", "No disease"]);
  assert.deepEqual(data.map(({ x }) => x), [[115, 139], [8, 164]]);
  assert.deepEqual(table?.rows[0], ["Switzerland", "115", "8", "93%"]);
});

Deno.test("the class balance figure's title gives the overall share and its range", () => {
  assert.equal(
    classBalanceFigure({ sites }).title,
    "60% of 426 patients have disease, from 46% in Cleveland to 93% in Switzerland",
  );
  assert.equal(
    classBalanceFigure({ sites: sites.slice(0, 2) }).title,
    "46% of 303 patients have disease, all at Cleveland",
  );
  assert.equal(classBalanceFigure({ sites: [] }).title, "There are no patients");
});
