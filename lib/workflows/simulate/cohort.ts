/** The patients of a table as a hospital's program would send them. */
import { readCsv } from "@/data/csv.ts";
import { exitCode, UserError } from "@/errors.ts";
import { readCell, spellings } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";
import type { RawRow } from "@/schema/row.ts";

/** A patient whose truth is known. */
export interface KnownPatient {
  /** Numbers as numbers, categories by UCI's codes, null where nothing is known. */
  readonly inputs: RawRow;
  readonly label: 0 | 1;
  readonly site: string;
}

/**
 * Reads the patients of a table in canonical form, zeros that mean missing included.
 *
 * @param text as `parseDataset` gives it
 */
export function readCohort(schema: Schema, text: string): KnownPatient[] {
  const { records: [header, ...records] } = readCsv(text);
  const placeOf = ({ name }: Column) => header.fields.indexOf(name);
  const features = schema.features.map((column) => ({ column, place: placeOf(column) }));
  const [sitePlace, targetPlace] = [placeOf(schema.site), placeOf(schema.target)];
  return records.map(({ fields }) => ({
    inputs: Object.fromEntries(
      features.map(({ column, place }) => [column.name, sentAs(schema, column, fields[place])]),
    ),
    label: Number(fields[targetPlace]) >= schema.target.positiveFrom ? 1 : 0,
    site: fields[sitePlace],
  }));
}

function sentAs(schema: Schema, column: Column, text: string): unknown {
  const { value, issue } = readCell(schema, column, text);
  if (issue === "missing") return null;
  if (column.kind === "numeric") return Number(text);
  const category = column.categories.find(({ label }) => label === value);
  return category ? category.code : text;
}

/**
 * The patients of one hospital.
 *
 * @param name in any spelling that a table may have
 * @throws {UserError} when there is no such hospital, or no patient of it
 */
export function patientsOfSite(
  { site }: Pick<Schema, "site">,
  patients: readonly KnownPatient[],
  name: string,
): KnownPatient[] {
  const label = spellings(site).get(name.trim().toLowerCase());
  const found = patients.filter((patient) => patient.site === label);
  if (found.length > 0) return found;
  const known = site.categories.map(({ label }) => label).join(", ");
  throw label === undefined
    ? new UserError(`There is no site '${name}'.`, {
      exitCode: exitCode.usage,
      hint: `The sites: ${known}`,
    })
    : new UserError(`The table holds no patient of ${label}.`, { exitCode: exitCode.data });
}
