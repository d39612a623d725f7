import assert from "node:assert/strict";
import {
  formatWatermark,
  parseWatermark,
  startOfLog,
  unread,
} from "@/workflows/monitor/watermark.ts";

Deno.test("a watermark reads back as it was written", () => {
  const mark = {
    position: { segment: "ab".repeat(32), offset: 12_345 },
    through: "2026-11-24T10:00:00.000Z",
  };
  for (const watermark of [unread, { predictions: mark, rejections: startOfLog, feedback: mark }]) {
    assert.deepEqual(parseWatermark(formatWatermark(watermark)), watermark);
  }
});

Deno.test("what someone else wrote into the tag is no watermark", () => {
  const texts = ["", "{}", "null", '{"predictions":1}', formatWatermark(unread).replace("0", "-1")];
  for (const text of texts) assert.equal(parseWatermark(text), undefined, text);
});
