import assert from "node:assert/strict";
import { createLogState } from "@/adapters/http/log_state.ts";
import { plainServiceLog } from "@/adapters/http/service_log.ts";

function makeState() {
  const lines: string[] = [];
  return { lines, state: createLogState(plainServiceLog((line) => lines.push(line))) };
}

const [full, gone] = [new Error("The disk is full."), new Error("There is no folder.")];

Deno.test("a reason is told once, and again when it comes back", () => {
  const { lines, state } = makeState();
  state.logged();
  for (let request = 0; request < 5; request++) state.failed(full, "predictions");
  assert.equal(state.problem, "The disk is full.");
  state.logged();
  assert.equal(state.problem, undefined);
  state.failed(full, "predictions");
  assert.deepEqual(lines, [
    "error: The log cannot be written: The disk is full.",
    "The log can be written again.",
    "error: The log cannot be written: The disk is full.",
  ]);
});

Deno.test("another reason is told, and takes the first one's place", () => {
  const { lines, state } = makeState();
  state.failed(full, "predictions");
  state.failed(gone, "predictions");
  assert.equal(state.problem, "There is no folder.");
  assert.equal(lines.length, 2);
});

Deno.test("what goes with predictions is told once, however often they are kept", () => {
  const { lines, state } = makeState();
  for (let request = 0; request < 5; request++) {
    state.failed(full, "others");
    assert.equal(state.problem, undefined);
    state.logged();
  }
  assert.deepEqual(lines, ["error: The log cannot be written: The disk is full."]);
});
