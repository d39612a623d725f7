/** Gathers a cell's outputs from a kernel's messages. */
import type { CellOutput } from "@/adapters/ipynb/document.ts";
import type { JupyterMessage } from "@/adapters/jupyter/message.ts";
import type { JsonObject } from "@/json.ts";

/** The outputs of one cell, as they come. */
export interface OutputCollector {
  add(message: JupyterMessage): void;
  /** What has come so far. */
  outputs(): CellOutput[];
}

/**
 * Collects as JupyterLab does: text of one stream is joined, an update takes the place of what it
 * updates, and clearing forgets.
 */
export function collectOutputs(executionCount: number): OutputCollector {
  let collected: { output: CellOutput; displayId: unknown }[] = [];
  const add = (output: CellOutput, displayId?: unknown) => collected.push({ output, displayId });
  return {
    outputs: () => collected.map(({ output }) => output),
    add({ header: { msg_type }, content }) {
      // What a cell broadcasts by itself may lack metadata, which a document must have.
      const { data, metadata = {} } = content as { data: JsonObject; metadata?: JsonObject };
      switch (msg_type) {
        case "stream":
          return addText(collected, content);
        case "display_data":
          return void add({ output_type: msg_type, data, metadata }, displayIdOf(content));
        case "execute_result":
          return void add({
            ...{ output_type: msg_type, data, metadata },
            execution_count: executionCount,
          });
        case "error":
          return void add(errorOutput(content));
        case "update_display_data":
          collected = collected.map((entry) =>
            entry.displayId === displayIdOf(content) && entry.displayId !== undefined
              ? { ...entry, output: { ...entry.output, data, metadata } as CellOutput }
              : entry
          );
          return;
        case "clear_output":
          collected = [];
      }
    },
  };
}

function addText(
  collected: { output: CellOutput; displayId: unknown }[],
  content: JsonObject,
): void {
  const { name, text } = content as { name: "stdout" | "stderr"; text: string };
  const last = collected.at(-1)?.output;
  if (last?.output_type === "stream" && last.name === name) last.text += text;
  else collected.push({ output: { output_type: "stream", name, text }, displayId: undefined });
}

function displayIdOf(content: JsonObject): unknown {
  return (content.transient as JsonObject | undefined)?.display_id;
}

function errorOutput(content: JsonObject): CellOutput {
  const { ename, evalue, traceback } = content as {
    ename: string;
    evalue: string;
    traceback: string[];
  };
  return { output_type: "error", ename, evalue, traceback };
}
