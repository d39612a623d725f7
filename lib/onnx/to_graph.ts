/** From expressions to a graph: every part gets a name and its place. */
import type { Graph, Node, Signature, Tensor } from "@/onnx/graph.ts";
import type { Input, Operation, Value } from "@/onnx/value.ts";

/** An output: its name and type, and the operation that computes it. */
export interface Output extends Signature {
  readonly value: Operation;
}

/**
 * The graph of all that the outputs depend on. Equal expressions give equal graphs; a value that
 * stands in several places is computed once; inputs are kept, used or not.
 */
export function toGraph(
  name: string,
  inputs: readonly Input[],
  outputs: readonly Output[],
): Graph {
  const nodes: Node[] = [];
  const constants: Record<string, Tensor> = {};
  const outputNames = new Map<Value, string>(outputs.map(({ value, name }) => [value, name]));
  const names = new Map<Value, string>(inputs.map((input) => [input, input.name]));

  const place = (value: Value): string => {
    const known = names.get(value);
    if (known !== undefined) return known;
    if (value.kind === "input") throw new RangeError(`'${value.name}' is not among the inputs.`);
    const kind = value.kind === "constant" ? "constant" : value.operator;
    const name = outputNames.get(value) ?? `${kind}_${names.size}`;
    names.set(value, name);
    if (value.kind === "constant") {
      constants[name] = value.tensor;
    } else {
      const { operator, domain, attributes } = value;
      const operands = value.inputs.map(place);
      nodes.push({
        name: `node_${name}`,
        operator,
        domain,
        inputs: operands,
        output: name,
        attributes,
      });
    }
    return name;
  };

  for (const { value } of outputs) place(value);
  const signature = ({ name, type, dims }: Signature) => ({ name, type, dims });
  return { name, nodes, constants, inputs: inputs.map(signature), outputs: outputs.map(signature) };
}
