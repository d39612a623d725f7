/** The lint plugin refuses what it is there to refuse, and the code obeys what lint cannot see. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { heartSchema } from "@/schema/heart.ts";
import layers from "../../lint/layers.ts";

function findings(path: string, source: string): string[] {
  return Deno.lint.runPlugin(layers, path, source).map(({ message }) => message);
}

Deno.test("an import from an outer layer is refused, one from an inner layer is not", () => {
  const outward = `import { x } from "@/adapters/x.ts"; x();`;
  assert.deepEqual(findings("lib/evaluate/roc.ts", outward), [
    "Imports point inwards: evaluate may not import from adapters.",
  ]);
  assert.deepEqual(findings("lib/evaluate/roc.ts", `import { x } from "../data/x.ts"; x();`), []);
  assert.deepEqual(findings("lib/schema/heart.ts", `import { x } from "../data/x.ts"; x();`), [
    "Imports point inwards: schema may not import from data.",
  ]);
  assert.deepEqual(findings("tasks/train.ts", outward), []);
});

Deno.test("siblings of one layer do not import each other", () => {
  assert.deepEqual(findings("lib/tune/tpe.ts", `import { x } from "@/evaluate/x.ts"; x();`), [
    "Imports point inwards: tune may not import from evaluate.",
  ]);
});

Deno.test("pure layers refuse packages and globals that reach outside", () => {
  assert.deepEqual(findings("lib/data/x.ts", `import "node:fs";`), [
    `data is pure: it may not import "node:fs".`,
  ]);
  for (
    const impure of [
      "Deno.cwd()",
      "Math.random()",
      "console.log(1)",
      "fetch('x')",
      "new Date()",
      "Date.now()",
    ]
  ) {
    assert.equal(findings("lib/data/x.ts", `${impure};`).length, 1, impure);
    assert.equal(findings("lib/adapters/files/x.ts", `${impure};`).length, 0, impure);
  }
});

Deno.test("no column name stands as a literal outside the schema's declaration", () => {
  const names = heartSchema.columns.map(({ name }) => name);
  // These are also words of TypeScript and MLflow, so only the telling ones count.
  const telling = names.filter((name) => !["id", "dataset", "num", "ca"].includes(name));
  const offenders: string[] = [];
  const lib = new URL("../../lib/", import.meta.url);
  for (const path of readdirSync(lib, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts") || path.endsWith("heart.ts")) continue;
    const code = readFileSync(new URL(path, lib), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    for (const name of telling) {
      if (code.includes(`"${name}"`) || code.includes(`'${name}'`)) {
        offenders.push(`${path}: ${name}`);
      }
    }
  }
  assert.deepEqual(offenders, []);
});
