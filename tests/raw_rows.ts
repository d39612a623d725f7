/** Raw rows as the world sends them: every spelling of a category, of a number and of missing. */
import type { Random } from "@/data/random.ts";
import type { CategoricalColumn, NumericColumn, Schema } from "@/schema/column.ts";
import type { RawRow } from "@/schema/row.ts";

const pick = <T>(random: Random, values: readonly T[]) => values[random.integer(values.length)];

/** Neither a category nor missing. */
const unknown = ["purple", "99", "-1", "2.5", "1e1", "0x1", "１", "ſ", "male female", "2,0", "--"];

/** A row that `predict` accepts, whatever it makes of it. */
export function rawRow(schema: Schema, random: Random): RawRow {
  return Object.fromEntries(schema.features.map((column) => [
    column.name,
    column.kind === "numeric" ? rawNumber(column, random) : rawText(schema, column, random),
  ]));
}

function rawNumber(column: NumericColumn, random: Random): number {
  const chance = random.next();
  if (chance < 0.15) return NaN;
  if (chance < 0.2) return 0;
  const [lowest, highest] = chance < 0.25 ? column.limits : column.plausible;
  const value = lowest + random.next() * (highest - lowest);
  // Coarse steps, so that values meet the thresholds midway between others; and no negative zero,
  // which JSON could not pass on.
  if (column.integer) return Math.round(value) + 0;
  return chance < 0.9 ? Math.round(value * 2) / 2 + 0 : value;
}

function rawText(schema: Schema, column: CategoricalColumn, random: Random): string {
  const chance = random.next();
  if (chance < 0.15) return inSomeForm(pick(random, ["", " ", ...schema.missingSpellings]), random);
  if (chance < 0.2) return pick(random, unknown);
  const { code, label, aliases } = pick(random, column.categories);
  const numbers = [code, `${code}.0`, `0${code}`, `+${code}.`, `${code}e0`, `0${code}.000E-00`];
  return inSomeForm(pick(random, [code, label, label, ...aliases, ...numbers]), random);
}

function inSomeForm(text: string, random: Random): string {
  const cased = pick(random, [
    text,
    text.toUpperCase(),
    text.toLowerCase(),
    text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  ]);
  return pick(random, [cased, cased, ` ${cased}`, `${cased}\t`, `\u00a0${cased}\u2003\r\n`]);
}
