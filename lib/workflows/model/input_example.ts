/** Two made-up patients that show how to call a model: one by labels, one by codes with gaps. */
import type { Json } from "@/json.ts";
import type { Column, Schema } from "@/schema/column.ts";
import { modelPaths } from "@/workflows/model/paths.ts";

/** A table as pandas writes it with `orient="split"`. */
export type SplitTable = {
  readonly columns: readonly string[];
  readonly data: readonly (readonly Json[])[];
};

/** The example's table; nothing in it comes from a patient. */
export function inputExample({ features }: Schema): SplitTable {
  return {
    columns: features.map(({ name }) => name),
    data: [features.map(labelledCell), features.map(codedCell)],
  };
}

/** The example for DataFrames and the one for MLflow's server, by path. */
export function inputExampleFiles(schema: Schema) {
  const example = inputExample(schema);
  return {
    [modelPaths.inputExample]: JSON.stringify(example),
    [modelPaths.servingInputExample]: JSON.stringify({ dataframe_split: example }),
  };
}

function labelledCell(column: Column): Json {
  if (column.kind === "categorical") return column.categories[column.categories.length - 1].label;
  return middle(column.plausible);
}

function codedCell(column: Column): Json {
  if (column.missingIndicator) return null;
  return column.kind === "categorical" ? column.categories[0].code : middle(column.plausible);
}

function middle([least, most]: readonly [number, number]): number {
  return Math.floor((least + most) / 2);
}
