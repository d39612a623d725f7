import assert from "node:assert/strict";
import { driftCategoriesFigure } from "@/plots/drift_categories.ts";
import { driftNumbersFigure } from "@/plots/drift_numbers.ts";
import { driftTrendFigure } from "@/plots/drift_trend.ts";
import { driftCategories, driftNumbers, driftTrend } from "./example_drift.ts";

Deno.test("a figure of numbers says which drifted, how far, and names each verdict", () => {
  const { title, layout, table } = driftNumbersFigure(driftNumbers(200, 8, ["age", "chol"]));
  assert.match(title, /^“Age \(years\)” has drifted most, from 5\d\.?\d* to 6\d\.?\d* on average/);
  assert.match(title, /so has “Serum cholesterol \(mg\/dl\)”$/);
  assert.match(JSON.stringify(layout), /<b>Age \(years\)<br>alarm<\/b>/);
  assert.equal(table!.rows[0][1], "alarm");
  const calm = driftNumbersFigure(driftNumbers(200, 0, []));
  assert.match(calm.title, /^No number has drifted/);
});

Deno.test("numbers are drawn as shares of their own sample", () => {
  const { data } = driftNumbersFigure(driftNumbers(200, 8, []));
  for (const { type, y } of data as unknown as { type: string; y: number[] }[]) {
    // Steps repeat their first and last share.
    const shares = type === "bar" ? y : y.slice(1, -1);
    const total = shares.reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(total - 1) < 0.01, String(total));
  }
});

Deno.test("a figure of categories says which moved most, and shows shares then and now", () => {
  const { title, data, table } = driftCategoriesFigure(driftCategories(200, 8, ["sex", "cp"]));
  assert.match(title, /^“Sex” has drifted: “Female” from \d+% to \d+%; so has “Chest pain”$/);
  const [reference, current] = data as unknown as { x: (number | null)[] }[];
  assert.equal(reference.x.length, current.x.length);
  assert.equal(reference.x[0], null);
  assert.ok(Math.abs(reference.x[1]! + reference.x[2]! - 1) < 1e-12);
  assert.deepEqual(table!.rows[0].slice(0, 3), ["Sex", "watch", "Female"]);
});

Deno.test("categories without patients leave a gap and no claim", () => {
  const { title, data } = driftCategoriesFigure(driftCategories(0, 0, ["sex"]));
  assert.equal(title, "“Sex” has drifted");
  const [, current] = data as unknown as { x: (number | null)[] }[];
  assert.ok(current.x.every((share) => share === null));
});

Deno.test("a trend says what stands out in the last check, and what did before", () => {
  const input = driftTrend(20, ["age", "chol"]);
  assert.match(driftTrendFigure(input).title, /“Age”.* stand out in the last of 20 checks$/);
  const calm = driftTrend(1, []).checks;
  assert.match(driftTrendFigure({ checks: calm }).title, /^Nothing stood out in the only check$/);
  const over = driftTrendFigure({ checks: [...input.checks, ...calm] }).title;
  assert.match(over, /stood out in 21 checks, but not in the last$/);
  assert.equal(driftTrendFigure({ checks: [] }).title, "There has been no check");
});

Deno.test("only columns that ever stood out are in colour, four at most", () => {
  const drifted = ["age", "chol", "cp", "ca", "sex", "thal"];
  const { data } = driftTrendFigure(driftTrend(300, drifted));
  const named = data.filter(({ name }) => name !== "other columns");
  assert.equal(named.length, 4);
  assert.equal(data.length, 13);
});
