/** Progress under a cell. */
import assert from "node:assert/strict";
import { notebookProgress, stateLine } from "@/adapters/notebook/progress.ts";
import { withBroadcasts } from "./broadcasts.ts";

const barOf = (doneCount: number, totalCount: number) =>
  stateLine("Fit", doneCount, totalCount, undefined).split(" ")[1];

Deno.test("the bar fills with the share that is done, never beyond its length", () => {
  assert.equal(barOf(0, 8), "░".repeat(24));
  assert.equal(barOf(3, 8), "█".repeat(9) + "░".repeat(15));
  assert.equal(barOf(8, 8), "█".repeat(24));
  assert.equal(barOf(9, 8), "█".repeat(24));
});

Deno.test("a line has label, bar, counts and note; without a total there is no bar", () => {
  assert.match(stateLine("Fit", 3, 8, "AUC 0.9"), /^Fit █+░+ 3\/8 AUC 0\.9$/);
  assert.equal(stateLine("Fit", 3, undefined, "AUC 0.9"), "Fit … AUC 0.9");
  assert.equal(stateLine("Fit", 3, undefined, undefined), "Fit …");
});

Deno.test("each piece of work is one display, updated in place to its end", () =>
  withBroadcasts((shown) => {
    const [first, second] = [notebookProgress.start("Load"), notebookProgress.start("Fit", 8)];
    first.done("920 rows");
    second.fail();
    const lines = shown.map(({ type, data }) => `${type}: ${data["text/plain"]}`);
    assert.deepEqual(lines, [
      "display_data: Load …",
      "display_data: Fit …",
      "update_display_data: ✓ Load: 920 rows",
      "update_display_data: ✗ Fit",
    ]);
    const ids = shown.map(({ transient }) => transient.display_id);
    assert.deepEqual(ids, [ids[0], ids[1], ids[0], ids[1]]);
    assert.notEqual(ids[0], ids[1]);
  }));

Deno.test("of many updates at once few are shown, but always the end", () =>
  withBroadcasts((shown) => {
    const task = notebookProgress.start("Fit", 10_000);
    for (let count = 1; count <= 10_000; count++) task.update(count);
    task.done();
    assert.ok(shown.length < 100, `${shown.length} lines`);
    assert.equal(shown.at(-1)?.data["text/plain"], "✓ Fit");
  }));
