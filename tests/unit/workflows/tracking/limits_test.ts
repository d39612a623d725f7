import assert from "node:assert/strict";
import {
  checkArtifactPath,
  checkDataset,
  checkEntryName,
  checkParameter,
} from "@/workflows/tracking/limits.ts";

Deno.test("a name that is refused is named, with what is allowed", () => {
  assert.throws(() => checkEntryName("metric", "auc (test)"), (error: { hint?: string }) => {
    assert.match(String(error), /metric 'auc \(test\)'/);
    return /letters, digits/.test(error.hint!);
  });
});

Deno.test("a value that is too long is told by its length, not in full", () => {
  assert.throws(() => checkParameter("p".repeat(300), 1), (error: Error) => {
    return error.message.length < 250 && /300 characters, at most 250/.test(error.message);
  });
  assert.equal(checkParameter("rate", 0.1), "0.1");
});

Deno.test("a dataset's digest must be short enough for MLflow", () => {
  const dataset = { name: "d", context: "c", source: "s", columns: [], rowCount: 0 };
  checkDataset({ ...dataset, digest: "0".repeat(36) });
  assert.throws(() => checkDataset({ ...dataset, digest: "0".repeat(64) }), /64.*36/);
});

Deno.test("an artifact's path that would be stored under another name is refused", () => {
  checkArtifactPath("a b/ü & 50%.txt");
  for (const path of ["a?", "a;", "a%41", "../a", "a\n"]) {
    assert.throws(() => checkArtifactPath(path), /Cannot store artifact/, path);
  }
});
