/** Any notebook is read as it was written, and written as the same bytes; its lines keep places. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { cellModule } from "@/adapters/ipynb/cell_module.ts";
import {
  codeCells,
  formatNotebook,
  type Notebook,
  parseNotebook,
} from "@/adapters/ipynb/document.ts";
import type { JsonObject } from "@/json.ts";

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("\n", "\r", " ", ";", "a", "é", "😀", '"', "\\") }),
  fc.string(),
);

const key = fc.oneof(text, fc.constantFrom("10", "9", "text/x")).filter((key) =>
  key !== "__proto__"
);

/** As JSON has it: zero without a sign. */
/** Any JSON but for the key that zod drops from what it reads. */
const json = fc.jsonValue({ maxDepth: 2 })
  .filter((value) => !JSON.stringify(value).includes("__proto__"))
  .map((value) => JSON.parse(JSON.stringify(value)));

const metadata = fc.dictionary(key, json, { maxKeys: 3 }) as fc.Arbitrary<JsonObject>;

/** Texts are texts; the other types hold any JSON. */
const data = fc.tuple(
  fc.dictionary(fc.constantFrom("text/plain", "text/html", "image/svg+xml"), text),
  fc.dictionary(fc.constantFrom("application/json", "application/vnd.plotly.v1+json"), json),
  fc.dictionary(fc.constantFrom("image/png"), text),
).map((parts): JsonObject => Object.assign({}, ...parts));

const output = fc.oneof(
  fc.record({
    output_type: fc.constant("stream" as const),
    name: fc.constantFrom("stdout" as const, "stderr" as const),
    text,
  }),
  fc.record({ output_type: fc.constant("display_data" as const), data, metadata }),
  fc.record({
    output_type: fc.constant("execute_result" as const),
    ...{ data, metadata, execution_count: fc.nat() },
  }),
  fc.record({
    output_type: fc.constant("error" as const),
    ...{ ename: text, evalue: text, traceback: fc.array(text) },
  }),
);

const notebook: fc.Arbitrary<Notebook> = fc.record({
  cells: fc.uniqueArray(
    fc.oneof(
      fc.record({
        cell_type: fc.constant("markdown" as const),
        id: fc.uuid(),
        metadata,
        source: text,
      }),
      fc.record({
        cell_type: fc.constant("code" as const),
        ...{ id: fc.uuid(), metadata, source: text },
        execution_count: fc.option(fc.nat()),
        outputs: fc.array(output, { maxLength: 3 }),
      }),
    ),
    { selector: ({ id }) => id, maxLength: 5 },
  ),
  metadata,
  nbformat: fc.constant(4 as const),
  nbformat_minor: fc.constant(5),
});

Deno.test("a notebook that is written and read is the same, and the same bytes again", () => {
  fc.assert(fc.property(notebook, (notebook) => {
    const written = formatNotebook(notebook);
    const read = parseNotebook(written, "x.ipynb");
    assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(notebook)));
    assert.equal(formatNotebook(read), written);
  }));
});

Deno.test("every line of every cell is found again by its place in the module", () => {
  fc.assert(fc.property(notebook, (notebook) => {
    const { source, explain } = cellModule(notebook, "x.ipynb");
    const lines = source.split("\n");
    const sources = codeCells(notebook).map(({ source }) => source.trimEnd())
      .filter((source) => source !== "");
    const places = new Map(
      sources.flatMap((source, cell) =>
        source.split("\n").map((text, line) =>
          [`x.ipynb, cell [${cell + 1}], line ${line + 1}`, text] as const
        )
      ),
    );
    const found = new Map<string, string>();
    for (const [at, text] of lines.entries()) {
      const place = explain(`file:///m.ts:${at + 1}:1`, "file:///m.ts");
      // A place stands twice where the semicolon follows its line.
      if (!found.has(place) && !place.startsWith("file:")) found.set(place, text);
    }
    assert.deepEqual(found, places);
  }));
});
