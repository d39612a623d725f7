import assert from "node:assert/strict";
import { count, listed, outOf, percent, score } from "@/plots/wording.ts";

Deno.test("percent() says 0% and 100% only of none and all", () => {
  const shares = [0, 0.001, 0.005, 0.55, 0.994, 0.9999, 1];
  assert.deepEqual(shares.map(percent), ["0%", "<1%", "1%", "55%", "99%", ">99%", "100%"]);
});

Deno.test("outOf() counts in tens where that is exact enough and says all only of all", () => {
  const shares = [0, 0.001, 0.5, 0.876, 0.899, 0.9999, 1];
  assert.deepEqual(shares.map((share) => outOf(share, "pairs")), [
    "no pairs",
    "1 of 100 pairs",
    "5 of 10 pairs",
    "88 of 100 pairs",
    "9 of 10 pairs",
    "99 of 100 pairs",
    "all pairs",
  ]);
});

Deno.test("score() has three decimals, and a dash for what is undefined", () => {
  assert.deepEqual([0.8994, NaN, Infinity].map(score), ["0.899", "–", "–"]);
});

Deno.test("count() groups thousands and minds the plural", () => {
  assert.deepEqual([0, 1, 1920].map((value) => count(value, "patient")), [
    "0 patients",
    "1 patient",
    "1,920 patients",
  ]);
});

Deno.test("listed() joins names as a sentence does", () => {
  assert.deepEqual([[], ["A"], ["A", "B"], ["A", "B", "C"]].map(listed), [
    "",
    "A",
    "A and B",
    "A, B and C",
  ]);
});
