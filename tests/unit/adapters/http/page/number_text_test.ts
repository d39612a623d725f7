import assert from "node:assert/strict";
import { effectText, percent, scoreText } from "@/adapters/http/page/number_text.ts";

Deno.test("percent() has one decimal", () => {
  assert.deepEqual([0, 0.1234, 1].map(percent), ["0.0 %", "12.3 %", "100.0 %"]);
});

Deno.test("scoreText() is in percent or log-odds", () => {
  assert.equal(scoreText("probability", 0.5), "50.0 %");
  assert.equal(scoreText("log-odds", -1.257), "−1.26");
  assert.equal(scoreText("log-odds", -0.001), "0.00");
});

Deno.test("effectText() has a sign, but for what rounds to nothing", () => {
  assert.equal(effectText("probability", 0.0734), "+7.3");
  assert.equal(effectText("probability", -0.181), "−18.1");
  assert.equal(effectText("log-odds", -0.52), "−0.52");
  assert.deepEqual([0, -0.0004, 0.0004].map((e) => effectText("probability", e)), ["0", "0", "0"]);
});
