import assert from "node:assert/strict";
import { featureTitle } from "@/plots/feature_title.ts";
import { heartSchema } from "@/schema/heart.ts";

Deno.test("featureTitle() puts encoded features in a person's words", () => {
  const titles = ["age", "cp=asymptomatic", "ca=missing", "fbs=TRUE", "something=else", "oldpeak"]
    .map((name) => featureTitle(heartSchema, name));
  assert.deepEqual(titles, [
    "Age (years)",
    "Chest pain: asymptomatic",
    "Coloured vessels: missing",
    "Fasting blood sugar: yes",
    "something=else",
    "ST depression (mm)",
  ]);
});
