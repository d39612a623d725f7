/**
 * A model to bytes in protocol buffers.
 *
 * Source of the field numbers: onnx/onnx, `onnx/onnx.proto3`.
 */
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  type Attribute,
  type ElementType,
  elementTypeCode,
  type Graph,
  type Model,
  type Node,
  type Signature,
  type Tensor,
} from "@/onnx/graph.ts";

/** AttributeProto.AttributeType. */
const attributeTypeCode = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  floats: 6,
  ints: 7,
  strings: 8,
};

/** Encodes a model; equal models give equal bytes. */
export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  writeInt(writer, 1, model.irVersion);
  writeText(writer, 2, model.producer);
  writeMessage(writer, 7, () => writeGraph(writer, model.graph));
  for (const [domain, version] of Object.entries(model.operatorSets)) {
    writeMessage(writer, 8, () => {
      writeText(writer, 1, domain);
      writeInt(writer, 2, version);
    });
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    writeMessage(writer, 14, () => {
      writeText(writer, 1, key);
      writeText(writer, 2, value);
    });
  }
  return writer.finish();
}

function writeGraph(writer: BinaryWriter, graph: Graph): void {
  for (const node of graph.nodes) writeMessage(writer, 1, () => writeNode(writer, node));
  writeText(writer, 2, graph.name);
  for (const [name, tensor] of Object.entries(graph.constants)) {
    writeMessage(writer, 5, () => writeTensor(writer, tensor, name));
  }
  for (const input of graph.inputs) writeMessage(writer, 11, () => writeSignature(writer, input));
  for (const output of graph.outputs) {
    writeMessage(writer, 12, () => writeSignature(writer, output));
  }
}

function writeNode(writer: BinaryWriter, node: Node): void {
  for (const input of node.inputs) writeText(writer, 1, input);
  writeText(writer, 2, node.output);
  writeText(writer, 3, node.name);
  writeText(writer, 4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writeMessage(writer, 5, () => writeAttribute(writer, name, attribute));
  }
  writeText(writer, 7, node.domain);
}

function writeAttribute(writer: BinaryWriter, name: string, attribute: Attribute): void {
  writeText(writer, 1, name);
  if ("int" in attribute) {
    writeInt(writer, 3, attribute.int);
    writeInt(writer, 20, attributeTypeCode.int);
  } else if ("string" in attribute) {
    writeText(writer, 4, attribute.string);
    writeInt(writer, 20, attributeTypeCode.string);
  } else if ("tensor" in attribute) {
    writeMessage(writer, 5, () => writeTensor(writer, attribute.tensor, ""));
    writeInt(writer, 20, attributeTypeCode.tensor);
  } else if ("floats" in attribute) {
    writeMessage(writer, 7, () => forEach(attribute.floats, (value) => writer.float(value)));
    writeInt(writer, 20, attributeTypeCode.floats);
  } else if ("ints" in attribute) {
    writeMessage(writer, 8, () => forEach(attribute.ints, (value) => writer.int64(value)));
    writeInt(writer, 20, attributeTypeCode.ints);
  } else {
    for (const text of attribute.strings) writeText(writer, 9, text);
    writeInt(writer, 20, attributeTypeCode.strings);
  }
}

function writeTensor(writer: BinaryWriter, { dims, values }: Tensor, name: string): void {
  writeMessage(writer, 1, () => forEach(dims, (size) => writer.int64(size)));
  writeInt(writer, 2, elementTypeCode[elementTypeOf(values)]);
  writeText(writer, 8, name);
  const { buffer, byteOffset, byteLength } = values;
  writer.tag(9, WireType.LengthDelimited).bytes(new Uint8Array(buffer, byteOffset, byteLength));
}

function elementTypeOf(values: Tensor["values"]): ElementType {
  if (values instanceof Float32Array) return "float";
  if (values instanceof Float64Array) return "double";
  return values instanceof Uint8Array ? "bool" : "int64";
}

function writeSignature(writer: BinaryWriter, { name, type, dims }: Signature): void {
  writeText(writer, 1, name);
  writeMessage(writer, 2, () =>
    writeMessage(writer, 1, () => {
      writeInt(writer, 1, elementTypeCode[type]);
      writeMessage(writer, 2, () => dims.forEach((dim) => writeDimension(writer, dim)));
    }));
}

function writeDimension(writer: BinaryWriter, dim: number | string): void {
  writeMessage(writer, 1, () => {
    if (typeof dim === "number") writeInt(writer, 1, dim);
    else writeText(writer, 2, dim);
  });
}

function writeMessage(writer: BinaryWriter, field: number, writeFields: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  writeFields();
  writer.join();
}

function writeText(writer: BinaryWriter, field: number, text: string): void {
  writer.tag(field, WireType.LengthDelimited).string(text);
}

function writeInt(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function forEach(values: ArrayLike<number>, visit: (value: number) => void): void {
  for (let i = 0; i < values.length; i++) visit(values[i]);
}
