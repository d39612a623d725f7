import assert from "node:assert/strict";
import { toGraph } from "@/onnx/to_graph.ts";
import { apply, double, type Input } from "@/onnx/value.ts";

const input = (name: string): Input => ({ kind: "input", name, type: "double", dims: ["N"] });
const output = { type: "double", dims: ["N"] } as const;

Deno.test("toGraph() places a node after those it reads, and a shared value once", () => {
  const x = input("x");
  const two = double(2);
  const doubled = apply("Mul", [x, two]);
  const sum = apply("Add", [apply("Neg", [doubled]), apply("Mul", [doubled, two])]);
  const { nodes, constants } = toGraph("g", [x], [{ name: "y", value: sum, ...output }]);
  assert.deepEqual(nodes.map(({ operator }) => operator), ["Mul", "Neg", "Mul", "Add"]);
  assert.equal(Object.keys(constants).length, 1);
  const known = new Set(["x", ...Object.keys(constants)]);
  for (const node of nodes) {
    assert.ok(node.inputs.every((name) => known.has(name)), `${node.name} reads what comes later`);
    known.add(node.output);
  }
  assert.equal(new Set(nodes.map(({ name }) => name)).size, nodes.length);
});

Deno.test("toGraph() gives outputs their names, also where another output reads them", () => {
  const x = input("x");
  const half = apply("Div", [x, double(2)]);
  const rounded = apply("Floor", [half]);
  const { nodes, outputs } = toGraph("g", [x], [
    { name: "rounded", value: rounded, ...output },
    { name: "half", value: half, ...output },
  ]);
  assert.deepEqual(nodes.map((node) => node.output), ["half", "rounded"]);
  assert.deepEqual(outputs.map(({ name }) => name), ["rounded", "half"]);
});

Deno.test("toGraph() keeps inputs that nothing reads and refuses those it does not know", () => {
  const [x, unused] = [input("x"), input("unused")];
  const value = apply("Neg", [x]);
  const { inputs } = toGraph("g", [unused, x], [{ name: "y", value, ...output }]);
  assert.deepEqual(inputs, [
    { name: "unused", type: "double", dims: ["N"] },
    { name: "x", type: "double", dims: ["N"] },
  ]);
  assert.throws(() => toGraph("g", [unused], [{ name: "y", value, ...output }]), /'x'/);
});
