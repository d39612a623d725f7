/** A kernel's messages as the outputs of a cell. */
import assert from "node:assert/strict";
import { collectOutputs } from "@/adapters/ipynb/cell_outputs.ts";
import type { JupyterMessage } from "@/adapters/jupyter/message.ts";
import type { JsonObject } from "@/json.ts";
import { displayed, printed } from "./notebooks.ts";

function message(msg_type: string, content: JsonObject): JupyterMessage {
  const header = { msg_id: "1", msg_type, session: "s", username: "u", date: "", version: "5.3" };
  return { header, parent_header: {}, metadata: {}, content };
}

function collected(...messages: readonly JupyterMessage[]) {
  const collector = collectOutputs(7);
  for (const each of messages) collector.add(each);
  return collector.outputs();
}

const stream = (text: string, name = "stdout") => message("stream", { name, text });

const show = (text: string, transient: JsonObject = {}, type = "display_data") =>
  message(type, { data: { "text/plain": text }, metadata: {}, transient });

Deno.test("text of one stream is joined until something else comes between", () => {
  assert.deepEqual(
    collected(
      stream("a\n"),
      stream("b\n"),
      stream("!\n", "stderr"),
      stream("c\n"),
      show("x"),
      stream("d"),
    ),
    [
      printed("a\nb\n"),
      printed("!\n", "stderr"),
      printed("c\n"),
      displayed({ "text/plain": "x" }),
      printed("d"),
    ],
  );
});

Deno.test("a result has the number of its cell, an error its traceback", () => {
  const error = { ename: "TypeError", evalue: "wrong", traceback: ["TypeError: wrong"] };
  const data = { "text/plain": "2" };
  assert.deepEqual(
    collected(message("execute_result", { data, metadata: {} }), message("error", error)),
    [
      { output_type: "execute_result", data, metadata: {}, execution_count: 7 },
      { output_type: "error", ...error },
    ],
  );
});

Deno.test("an update takes the place of every display of its id, and of no other", () => {
  const id = { display_id: "line" };
  assert.deepEqual(
    collected(
      ...[show("0 %", id), show("else", { display_id: "other" }), show("0 %", id), show("none")],
      show("100 %", id, "update_display_data"),
      show("lost", { display_id: "unknown" }, "update_display_data"),
      show("nameless", {}, "update_display_data"),
    ),
    ["100 %", "else", "100 %", "none"].map((text) => displayed({ "text/plain": text })),
  );
});

Deno.test("clearing forgets what has come, and text after it stands alone", () => {
  const clear = message("clear_output", { wait: false });
  assert.deepEqual(collected(stream("a"), show("x"), clear, stream("b")), [printed("b")]);
});

Deno.test("a display without metadata gets the empty ones that a document must have", () => {
  const bare = message("display_data", { data: { "text/plain": "x" } });
  assert.deepEqual(collected(bare), [displayed({ "text/plain": "x" })]);
});

Deno.test("states and inputs of the kernel are no outputs", () => {
  assert.deepEqual(
    collected(
      message("status", { execution_state: "busy" }),
      message("execute_input", { code: "1" }),
    ),
    [],
  );
});
