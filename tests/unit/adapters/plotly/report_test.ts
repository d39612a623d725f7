import assert from "node:assert/strict";
import { reportHtml } from "@/adapters/plotly/report.ts";
import type { Figure } from "@/plots/figure.ts";
import { exampleFigures } from "../../plots/example_figures.ts";

const page = { title: "Random forest", plotlySource: "/* plotly.js */" };

Deno.test("a report has a heading, a description and a place for each figure", () => {
  const html = reportHtml({ ...page, figures: exampleFigures, description: "920 patients" });
  assert.match(html, /<h1>Random forest<\/h1><p>920 patients<\/p>/);
  assert.equal(html.match(/<h2 /g)?.length, exampleFigures.length);
  assert.equal(
    html.match(/role="img" aria-labelledby="title-\d+"/g)?.length,
    exampleFigures.length,
  );
  assert.equal(html.match(/<table>/g)?.length, exampleFigures.length);
  assert.equal(html.split(page.plotlySource).length, 2);
});

Deno.test("a report loads nothing: no source, link, import or style from elsewhere", () => {
  const html = reportHtml({ ...page, figures: exampleFigures });
  assert.doesNotMatch(html, /\b(src|href|srcset|action)\s*=|@import|url\(|https?:/i);
  assert.match(html, /default-src 'none'/);
});

Deno.test("words of a report cannot become markup or end its script", () => {
  const hostile: Figure = {
    name: "hostile",
    title: "</script><script>alert(1)</script>",
    subtitle: `"><img onerror=alert(2)>`,
    data: [{ type: "bar", name: "</script><!--" }],
    layout: {},
    table: { columns: ["<b>"], rows: [["&"]] },
  };
  const html = reportHtml({ ...page, title: "<i>", figures: [hostile] });
  assert.equal(html.match(/<script/g)?.length, 3);
  assert.equal(html.match(/<\/script/g)?.length, 3);
  assert.doesNotMatch(html, /<img|<i>|<!--|<b>/);
});

Deno.test("a report's figures are there in light and dark, as wide as the page, without titles", () => {
  const html = reportHtml({ ...page, figures: exampleFigures });
  const json = html.match(/id="figures">(.*?)<\/script>/s)![1];
  const figures = JSON.parse(json) as Record<
    "light" | "dark",
    { layout: Record<string, unknown> }
  >[];
  for (const { light, dark } of figures) {
    assert.equal(light.layout.width, undefined);
    assert.equal(light.layout.title, undefined);
    assert.notDeepEqual(light.layout.template, dark.layout.template);
  }
});

Deno.test("a report's findings stand before its figures, each with what to do, as text", () => {
  const html = reportHtml({
    ...page,
    figures: exampleFigures,
    findings: [
      { tone: "alarm", what: "Age <b>moved", certainty: "1 in 200", advice: "Look & see." },
      { tone: "good", what: "The rest is calm", certainty: "", advice: "" },
    ],
  });
  assert.match(html, /<li class="alarm"><h2>Age &lt;b&gt;moved<\/h2><p>1 in 200<\/p>/);
  assert.match(html, /<p class="advice">Look &amp; see\.<\/p>/);
  assert.ok(html.indexOf("The rest is calm") < html.indexOf('id="figure-0"'));
  assert.doesNotMatch(reportHtml({ ...page, figures: [] }), /<ol/);
});
