/** A run from top to bottom, on a kernel that answers as it is told. */
import assert from "node:assert/strict";
import { runNotebook, type RunNotebookOptions } from "@/adapters/ipynb/run_notebook.ts";
import type { CellEnd, Kernel } from "@/adapters/jupyter/kernel.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { JsonObject } from "@/json.ts";
import { silentProgress } from "@/workflows/progress.ts";
import { code, notebook, printed, prose } from "./notebooks.ts";

/** What the kernel makes of a cell: what it sends, and how the cell ends. */
type Behaviour = (
  send: (type: string, content: JsonObject) => void,
  interrupted: Promise<void>,
) => Promise<CellEnd>;

const print: (text: string) => Behaviour = (text) => (send) => {
  send("stream", { name: "stdout", text });
  return Promise.resolve({ status: "ok" });
};

const untilInterrupted: Behaviour = async (_send, interrupted) => {
  await interrupted;
  return { status: "error", ename: "Error", evalue: "execution terminated" };
};

/** A kernel that knows the cells by their sources, and writes down what it is asked. */
function scriptedKernel(behaviours: Readonly<Record<string, Behaviour>>) {
  const asked: string[] = [];
  const { promise: interrupted, resolve: interruptCell } = Promise.withResolvers<void>();
  const kernel: Kernel = {
    execute(source, onOutput) {
      asked.push(source);
      return behaviours[source]((msg_type, content) => {
        const rest = { msg_id: "1", session: "s", username: "u", date: "", version: "5.3" };
        onOutput({ header: { ...rest, msg_type }, parent_header: {}, metadata: {}, content });
      }, interrupted);
    },
    interrupt() {
      asked.push("interrupt");
      interruptCell();
    },
    close: () => Promise.resolve(),
  };
  return { kernel, asked };
}

function options(kernel: Kernel, given: Partial<RunNotebookOptions> = {}): RunNotebookOptions {
  const { signal } = new AbortController();
  const task = silentProgress.start("run");
  return { kernel, name: "x.ipynb", cellTimeoutMs: 60_000, signal, task, ...given };
}

Deno.test("a run gives each cell its outputs and its count, and leaves prose and empty cells", async () => {
  const before = notebook(
    ...[prose("p", "# Title"), code("a", "one", 9, [printed("old\n")]), code("e", " ", 3)],
    { ...code("b", "two"), metadata: { tags: ["kept"], execution: { started: "noon" } } },
  );
  const copy = structuredClone(before);
  const { kernel, asked } = scriptedKernel({ one: print("1\n"), two: print("2\n") });
  const counts: number[] = [];
  const task = { ...silentProgress.start(""), update: (count: number) => void counts.push(count) };
  assert.deepEqual(
    await runNotebook(before, options(kernel, { task })),
    notebook(
      ...[prose("p", "# Title"), code("a", "one", 1, [printed("1\n")]), code("e", " ")],
      { ...code("b", "two", 2, [printed("2\n")]), metadata: { tags: ["kept"] } },
    ),
  );
  assert.deepEqual(before, copy);
  assert.deepEqual(asked, ["one", "two"]);
  assert.deepEqual(counts, [1, 2, 3]);
});

Deno.test("a cell that fails ends the run, named by notebook and count, with traceback and source", async () => {
  const error = {
    ename: "TypeError",
    evalue: "wrong",
    traceback: ["TypeError: wrong", "  at 1:7"],
  };
  const fail: Behaviour = (send) => {
    send("error", error);
    return Promise.resolve({ status: "error", ename: "TypeError", evalue: "wrong" });
  };
  const { kernel, asked } = scriptedKernel({ one: print(""), "throw\nit": fail, three: print("") });
  const cells = [code("a", "one"), code("e", ""), code("b", "throw\nit"), code("c", "three")];
  await assert.rejects(runNotebook(notebook(...cells), options(kernel)), (error) => {
    assert(error instanceof UserError);
    assert.equal(
      error.message,
      "x.ipynb, cell [2] failed: TypeError: wrong\n  at 1:7\n\n  │ throw\n  │ it",
    );
    assert.equal(error.exitCode, exitCode.failure);
    assert.match(error.hint ?? "", /file was not changed/);
    return true;
  });
  assert.deepEqual(asked, ["one", "throw\nit"]);
});

Deno.test("an error counts also where the kernel calls the end well, or gives no traceback", async () => {
  const fail: Behaviour = (send) => {
    send("error", { ename: "Error", evalue: "in a display", traceback: [] });
    return Promise.resolve({ status: "ok" });
  };
  const { kernel } = scriptedKernel({ one: fail });
  await assert.rejects(runNotebook(notebook(code("a", "one")), options(kernel)), {
    message: /cell \[1\] failed: Error: in a display\n/,
  });
});

Deno.test("a cell that ends badly without a word is sent to the check", async () => {
  const { kernel } = scriptedKernel({
    "let x =": () => Promise.resolve({ status: "error", ename: "", evalue: "" }),
  });
  await assert.rejects(runNotebook(notebook(code("a", "let x =")), options(kernel)), {
    message: /cell \[1\] failed: it is not valid TypeScript.*notebook:check/,
  });
});

Deno.test("a cell that takes too long is interrupted and named", async () => {
  const { kernel, asked } = scriptedKernel({ one: print(""), slow: untilInterrupted });
  const cells = [code("a", "one"), code("b", "slow")];
  await assert.rejects(
    runNotebook(notebook(...cells), options(kernel, { cellTimeoutMs: 20 })),
    (error) =>
      error instanceof UserError && /cell \[2\] took longer than 0\.02 s/.test(error.message) &&
      /--timeout/.test(error.hint ?? ""),
  );
  assert.deepEqual(asked, ["one", "slow", "interrupt"]);
});

Deno.test("a run that is given up interrupts its cell and rejects with the reason", async () => {
  const controller = new AbortController();
  const { kernel, asked } = scriptedKernel({ slow: untilInterrupted });
  const ran = runNotebook(
    notebook(code("a", "slow"), code("b", "never")),
    options(kernel, { signal: controller.signal }),
  );
  const reason = new UserError("Interrupted.", { exitCode: exitCode.interrupted });
  controller.abort(reason);
  await assert.rejects(ran, (error) => error === reason);
  assert.deepEqual(asked, ["slow", "interrupt"]);
});
