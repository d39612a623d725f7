/** Made-up patients for tests of pipelines: the label follows two features, with noise. */
import { createRandom } from "@/data/random.ts";
import type { Dataset } from "@/data/dataset.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow, type Row } from "@/schema/row.ts";

/** n patients of two sites, the same for the same seed. */
export function madeUpDataset(rowCount: number, seed = 1): Dataset {
  const random = createRandom(seed);
  const rows: Row[] = [];
  const labels = new Uint8Array(rowCount);
  for (let index = 0; index < rowCount; index++) {
    const isIll = random.next() < 0.5;
    labels[index] = isIll ? 1 : 0;
    rows.push(madeUpRow(isIll, random));
  }
  return {
    source: "synthetic",
    digest: "0123456789abcdef".repeat(4),
    rows,
    labels,
    sites: rows.map((_, index) => index % 3 === 0 ? "Cleveland" : "Hungary"),
    ids: rows.map((_, index) => index + 1),
  };
}

function madeUpRow(isIll: boolean, random: ReturnType<typeof createRandom>): Row {
  const raw: Record<string, unknown> = {};
  for (const column of heartSchema.features) {
    if (random.next() < 0.1) continue;
    raw[column.name] = column.kind === "categorical"
      ? column.categories[random.integer(column.categories.length)].code
      : Math.round(
        column.plausible[0] + random.next() * (column.plausible[1] - column.plausible[0]),
      );
  }
  raw["age"] = Math.round(50 + (isIll ? 8 : -8) + 8 * random.normal());
  if (random.next() < 0.7) raw["cp"] = isIll ? "4" : "2";
  return readRow(heartSchema, raw).row;
}
