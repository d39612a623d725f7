import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { textBox } from "@/adapters/plotly/text_box.ts";

/** Every character is half as wide as it is high, in bold as wide. */
const typeface = {
  regular: { ascent: 0.9, descent: 0.2, width: (text: string) => 0.5 * text.length },
  bold: { ascent: 0.9, descent: 0.2, width: (text: string) => text.length },
};

function boxOf(markup: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`;
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  return textBox(typeface, document.querySelector("text"));
}

Deno.test("a text reaches from its anchor and from its baseline", () => {
  const text = (anchor: string) =>
    boxOf(`<text x="100" y="50" style="font-size:20px;text-anchor:${anchor}">four</text>`);
  assert.deepEqual(text("start"), { left: 100, right: 140, top: 32, bottom: 54 });
  assert.deepEqual(text("middle"), { left: 80, right: 120, top: 32, bottom: 54 });
  assert.deepEqual(text("end"), { left: 60, right: 100, top: 32, bottom: 54 });
});

Deno.test("a text of several lines is as wide as the widest and as high as all", () => {
  const line = (dy: number, content: string) =>
    `<tspan class="line" x="10" y="50" dy="${dy}em">${content}</tspan>`;
  const box = boxOf(
    `<text x="10" y="50" dy="0.7em" style="font-size:20px">${line(0, "one")}${
      line(1.3, "longer")
    }</text>`,
  );
  assert.deepEqual(box, { left: 10, right: 70, top: 32, bottom: 80 });
});

Deno.test("runs within a text have their own size and weight; weights are inherited", () => {
  const bold = boxOf(`<g style="font-weight:700"><text style="font-size:20px">ab</text></g>`);
  assert.equal(bold?.right, 40);
  const mixed = boxOf(
    `<text style="font-size:20px">ab<tspan style="font-weight:bold;font-size:50%">c</tspan></text>`,
  );
  assert.equal(mixed?.right, 30);
});

Deno.test("a text without characters has no box", () => {
  assert.equal(boxOf("<text></text>"), undefined);
});
