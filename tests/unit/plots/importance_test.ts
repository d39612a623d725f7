import assert from "node:assert/strict";
import { importanceFigure } from "@/plots/importance.ts";

function figureOf(weights: number[]) {
  return importanceFigure({
    model: "Random forest",
    features: weights.map((weight, i) => ({ name: `Feature ${i}`, weight })),
    measure: "gain",
  });
}

Deno.test("the importance figure shows the 20 weightiest features, the weightiest first", () => {
  const total = 30 * 31 / 2;
  const { data, subtitle } = figureOf(Array.from({ length: 30 }, (_, i) => (i + 1) / total));
  const xs = data[0].x as number[];
  assert.equal(xs.length, 20);
  assert.deepEqual(xs, xs.toSorted((a, b) => b - a));
  assert.equal((data[0].customdata as string[])[0], "Feature 29");
  assert.match(subtitle, /20 of 30 features shown/);
});

Deno.test("the importance figure's title names the first and sums up the leading ones", () => {
  assert.equal(
    figureOf([0.1, 0.4, 0.2, 0.3]).title,
    "“Feature 1” counts most for Random forest (40%); the top 2 features carry 70%",
  );
});

Deno.test("the importance figure keeps features of the same name apart", () => {
  const { data } = importanceFigure({
    model: "A",
    features: [{ name: "Same", weight: 0.6 }, { name: "Same", weight: 0.4 }],
    measure: "gain",
  });
  assert.deepEqual(data[0].y, [0, 1]);
});

Deno.test("the importance figure speaks plainly of one feature and of none", () => {
  assert.equal(figureOf([1, 0]).title, "Random forest goes by “Feature 0” alone");
  const unused = figureOf([0, 0]);
  assert.equal(
    unused.title,
    "Random forest uses no feature: it answers the same for every patient",
  );
  assert.deepEqual(unused.data[0].x, []);
});
