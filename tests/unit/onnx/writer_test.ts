import assert from "node:assert/strict";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Attribute, Model, Tensor } from "@/onnx/graph.ts";
import { encodeModel } from "@/onnx/writer.ts";

type Fields = Record<number, (number | Uint8Array)[]>;

/** A message's fields as they lie in the bytes: numbers, or the bytes of all else. */
function fieldsOf(bytes: Uint8Array): Fields {
  const reader = new BinaryReader(bytes);
  const fields: Fields = {};
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const value = wireType === WireType.Varint ? Number(reader.int64()) : reader.bytes();
    (fields[number] ??= []).push(value);
  }
  return fields;
}

const message = (fields: Fields, number: number, index = 0) =>
  fieldsOf(fields[number][index] as Uint8Array);
const text = (value: number | Uint8Array) => new TextDecoder().decode(value as Uint8Array);

/** One node with these settings, from a one-row-per-name input to an output. */
function modelWith(attributes: Record<string, Attribute>, constants = {}): Model {
  return {
    irVersion: 9,
    operatorSets: { "": 20, "ai.onnx.ml": 3 },
    producer: "producer",
    metadata: { key: "wört" },
    graph: {
      name: "graph",
      nodes: [{
        name: "node",
        operator: "Op",
        domain: "ai.onnx.ml",
        inputs: ["a", "b"],
        output: "c",
        attributes,
      }],
      constants,
      inputs: [{ name: "a", type: "string", dims: ["N", 3] }],
      outputs: [{ name: "c", type: "double", dims: [] }],
    },
  };
}

function attributeOf(attribute: Attribute): Fields {
  const node = message(message(fieldsOf(encodeModel(modelWith({ setting: attribute }))), 7), 1);
  return message(node, 5);
}

function tensorOf(tensor: Tensor): Fields {
  const graph = message(fieldsOf(encodeModel(modelWith({}, { constant: tensor }))), 7);
  return message(graph, 5);
}

Deno.test("encodeModel() writes a model's header, operator sets and metadata", () => {
  const model = fieldsOf(encodeModel(modelWith({})));
  assert.deepEqual(model[1], [9]);
  assert.equal(text(model[2][0]), "producer");
  const sets = [0, 1].map((index) => message(model, 8, index));
  assert.deepEqual(sets.map((set) => [text(set[1][0]), set[2][0]]), [["", 20], ["ai.onnx.ml", 3]]);
  const entry = message(model, 14);
  assert.deepEqual([text(entry[1][0]), text(entry[2][0])], ["key", "wört"]);
});

Deno.test("encodeModel() writes nodes, inputs and outputs", () => {
  const graph = message(fieldsOf(encodeModel(modelWith({}))), 7);
  const node = message(graph, 1);
  assert.deepEqual(node[1].map(text), ["a", "b"]);
  assert.deepEqual([2, 3, 4, 7].map((field) => text(node[field][0])), [
    "c",
    "node",
    "Op",
    "ai.onnx.ml",
  ]);
  const input = message(graph, 11);
  assert.equal(text(input[1][0]), "a");
  const tensorType = message(message(input, 2), 1);
  assert.deepEqual(tensorType[1], [8]);
  const shape = message(tensorType, 2);
  assert.equal(text(message(shape, 1, 0)[2][0]), "N");
  assert.deepEqual(message(shape, 1, 1)[1], [3]);
  const scalar = message(message(message(graph, 12), 2), 1);
  assert.deepEqual([scalar[1], message(scalar, 2)], [[11], {}]);
});

Deno.test("encodeModel() writes each type of attribute in its own field", () => {
  assert.deepEqual(attributeOf({ int: -3 })[3], [-3]);
  assert.equal(text(attributeOf({ string: "é" })[4][0]), "é");
  assert.deepEqual(attributeOf({ strings: ["x", ""] })[9].map(text), ["x", ""]);
  const { 8: [packed] } = attributeOf({ ints: [0, 300, -1] });
  const reader = new BinaryReader(packed as Uint8Array);
  assert.deepEqual([0, 0, 0].map(() => Number(reader.int64())), [0, 300, -1]);
  const { 7: [floats] } = attributeOf({ floats: Float32Array.of(0.1, -2) });
  assert.deepEqual(
    new Float32Array((floats as Uint8Array).slice().buffer),
    Float32Array.of(0.1, -2),
  );
  const types = [{ int: 1 }, { string: "" }, { floats: [] }, { ints: [] }, { strings: [] }]
    .map((attribute) => attributeOf(attribute)[20][0]);
  assert.deepEqual(types, [2, 3, 6, 7, 8]);
});

Deno.test("encodeModel() writes constants as little-endian bytes, views of a larger array too", () => {
  const doubles = Float64Array.of(9, NaN, -0.5, 9).subarray(1, 3);
  const written = tensorOf({ dims: [1, 2], values: doubles });
  assert.equal(text(written[8][0]), "constant");
  assert.deepEqual([...written[1][0] as Uint8Array, ...written[2]], [1, 2, 11]);
  assert.deepEqual(new Float64Array((written[9][0] as Uint8Array).slice().buffer), doubles.slice());
  const elementTypes = [Float32Array.of(1), BigInt64Array.of(1n), Uint8Array.of(1)]
    .map((values) => tensorOf({ dims: [], values })[2][0]);
  assert.deepEqual(elementTypes, [1, 7, 9]);
});
