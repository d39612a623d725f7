import assert from "node:assert/strict";
import { fontPaths } from "@/adapters/plotly/assets.ts";
import { readFontMetrics } from "@/adapters/plotly/font_metrics.ts";
import { estimateWidth } from "@/plots/estimate_width.ts";

const regular = readFontMetrics(Deno.readFileSync(fontPaths().regular));
const bold = readFontMetrics(Deno.readFileSync(fontPaths().bold));

Deno.test("Arimo's widths are Arial's, in 2048ths of the size", () => {
  // Adobe's metrics of Helvetica, which Arial shares: A 667, W 944, i 222, space 278, % 889.
  const widths = ["A", "W", "i", " ", "%", "AWi"].map((text) => regular.width(text) * 2048);
  assert.deepEqual(widths, [1366, 1933, 455, 569, 1821, 3754]);
  assert.equal(bold.width("A") * 2048, 1479);
});

Deno.test("a line of Arimo reaches 0.905 above and 0.212 below its baseline", () => {
  assert.deepEqual([regular.ascent, regular.descent].map((x) => x.toFixed(3)), ["0.905", "0.212"]);
});

Deno.test("a character that the font lacks is as wide as its missing box", () => {
  assert.equal(regular.width("中"), regular.width("\uffff"));
  assert.ok(regular.width("中") > 0);
});

Deno.test("readFontMetrics() refuses what is no font", () => {
  assert.throws(() => readFontMetrics(new Uint8Array(64)), /no table "head"/);
});

Deno.test("estimateWidth() is within 6% of the real width of sentences", () => {
  const sentences = [
    "Random forest ranks 9 of 10 patient pairs correctly (AUC 0.899)",
    "55% of 920 patients have disease, from 36% in Hungary to 93% in Switzerland",
    "Resting blood pressure (mm Hg)",
  ];
  for (const text of sentences) {
    for (const [weight, font] of [["regular", regular], ["bold", bold]] as const) {
      const ratio = estimateWidth(text, 17, weight) / (17 * font.width(text));
      assert.ok(Math.abs(ratio - 1) < 0.06, `${text}, ${weight}: ${ratio}`);
    }
  }
});
