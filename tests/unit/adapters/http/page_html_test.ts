import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { pageHtml } from "@/adapters/http/page_html.ts";
import type { Column, Schema } from "@/schema/column.ts";
import { heartSchema } from "@/schema/heart.ts";

function documentOf(schema: Schema, needsKey = false): Document {
  const paths = { scriptPath: "/page.js", stylePath: "/page.css", iconPath: "/icon.svg" };
  return new JSDOM(pageHtml({ schema, needsKey, ...paths })).window.document;
}

Deno.test("every feature is a field with its title, unit and help, filled with the example", () => {
  const page = documentOf(heartSchema);
  for (const { name, title, description } of heartSchema.features) {
    const control = page.getElementById(`field-${name}`)!;
    assert.ok(page.querySelector(`label[for="field-${name}"]`)!.textContent.startsWith(title));
    const help = control.getAttribute("aria-describedby")!.split(" ")[0];
    assert.ok(page.getElementById(help)!.textContent.startsWith(description));
  }
  const valueOf = (name: string) =>
    (page.getElementById(`field-${name}`) as HTMLInputElement | HTMLSelectElement).value;
  assert.deepEqual(["age", "oldpeak", "ca", "cp", "thal"].map(valueOf), ["50", "1", "0", "2", "3"]);
});

Deno.test("sliders span what is plausible, numbers what is possible", () => {
  const [slider, number] = documentOf(heartSchema).querySelectorAll<HTMLInputElement>(
    '[data-column="oldpeak"] .entry input',
  );
  assert.deepEqual([slider.min, slider.max, slider.step], ["-3", "7", "0.1"]);
  assert.deepEqual([number.min, number.max, number.step], ["-20", "20", "any"]);
});

Deno.test("categories are chosen by label and sent as codes, and each may be not known", () => {
  const select = documentOf(heartSchema).querySelector("#field-fbs")!;
  const options = Array.from(select.querySelectorAll("option"), ({ value, text }) => [value, text]);
  assert.deepEqual(options, [["0", "no"], ["1", "yes"], ["", "not known"]]);
});

Deno.test("a column without an example begins as not known", () => {
  const features = heartSchema.features.map(({ example: _, ...column }) => column as Column);
  const page = documentOf({ ...heartSchema, features });
  const [age, cp] = ["age", "cp"].map((name) =>
    page.getElementById(`field-${name}`) as HTMLInputElement
  );
  assert.ok(age.disabled);
  assert.ok(page.querySelector<HTMLInputElement>('[data-column="age"] [type=checkbox]')!.checked);
  assert.equal(cp.value, "");
});

Deno.test("no text of the schema can become markup", () => {
  const hostile = `"><script>alert(1)</script><b a='`;
  const features = heartSchema.features.map((column): Column => {
    const words = { title: hostile, description: hostile };
    if (column.kind === "numeric") return { ...column, ...words, unit: hostile };
    const categories = [{ code: hostile, label: hostile, aliases: [] }];
    return { ...column, ...words, example: hostile, categories };
  });
  const page = documentOf({ ...heartSchema, features });
  assert.equal(page.querySelectorAll("b").length, 0);
  assert.equal(page.querySelectorAll("script").length, 1);
  assert.equal(page.querySelector<HTMLSelectElement>("#field-sex")!.value, hostile);
  assert.ok(page.querySelector('label[for="field-age"]')!.textContent.includes(hostile));
});

Deno.test("a key is asked for only where the service asks for one", () => {
  assert.equal(documentOf(heartSchema).getElementById("key"), null);
  assert.ok(documentOf(heartSchema, true).getElementById("key"));
});
