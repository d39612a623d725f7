/** Shows a table's quality to a person. */
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import type { DataSource } from "@/data/dataset.ts";
import type { ColumnQuality, QualityReport } from "@/data/quality.ts";
import { circulatingTable } from "@/data/uci/known_tables.ts";
import { heartSchema } from "@/schema/heart.ts";

/** What is shown: a dataset as `obtainDataset` gives it. */
export interface ShownData {
  readonly dataset: { readonly source: DataSource };
  readonly quality: QualityReport;
  readonly origin: string;
}

const sourceNames: Readonly<Record<DataSource, string>> = {
  uci: "the UCI table, verified",
  file: "a table of your own",
  synthetic: "SYNTHETIC, not real patients",
};

/** Prints the columns as a table, and sites, duplicates and corrections below it. */
export function printQuality({ dataset: { source }, quality, origin }: ShownData): void {
  const { rowCount, columns } = quality;
  const name = style(source === "synthetic" ? "yellow" : "green", sourceNames[source]);
  console.log(`\n${style("bold", "Data quality")}: ${rowCount} rows, ${name}`);
  console.log(style("dim", `from ${origin}`));
  console.log(table(
    [
      { title: "column" },
      { title: "missing", align: "right" },
      { title: "zero = missing", align: "right" },
      { title: "% of rows", align: "right" },
      { title: "implausible", align: "right" },
      { title: "unknown category", align: "right" },
    ],
    columns.map((column) => columnRow(column, rowCount)),
  ));
  console.log(table(
    [{ title: "site" }, { title: "rows", align: "right" }, { title: "disease", align: "right" }],
    [
      ...quality.sites.map(({ site, rowCount, positiveCount }) =>
        siteRow(site, rowCount, positiveCount)
      ),
      siteRow("all", rowCount, quality.positiveCount),
    ],
  ));
  for (const line of remarks(source, quality)) console.log(`· ${line}`);
}

function columnRow(column: ColumnQuality, rowCount: number): string[] {
  const { missingCount, zeroAsMissingCount, outOfRangeCount, unknownCategoryCount } = column;
  const share = (missingCount + zeroAsMissingCount) / rowCount;
  return [
    column.column,
    shown(missingCount),
    shown(zeroAsMissingCount),
    share === 0 ? shown(0) : (100 * share).toFixed(1),
    shown(outOfRangeCount, "yellow"),
    shown(unknownCategoryCount, "yellow"),
  ];
}

/** A count; nothing to see when it is zero. */
function shown(count: number, warning?: "yellow"): string {
  if (count === 0) return style("dim", "·");
  return warning ? style(warning, String(count)) : String(count);
}

function siteRow(site: string, rowCount: number, positiveCount: number): string[] {
  const share = (100 * positiveCount / rowCount).toFixed(0);
  return [site, String(rowCount), `${positiveCount} (${share} %)`];
}

function remarks(source: DataSource, quality: QualityReport): string[] {
  const { duplicates, siteCorrection, notes } = quality;
  const site = heartSchema.site.name;
  return [
    duplicates.length === 0
      ? "No two rows are alike."
      : `Rows alike in everything but their number, all kept: ${duplicateList(duplicates)}.`,
    ...(siteCorrection
      ? [
        `Row ${siteCorrection.id}: ${site} corrected from ${siteCorrection.found} to ` +
        `${siteCorrection.corrected}, the known mistake of the copy in circulation.`,
      ]
      : source === "uci"
      ? [`Row ${circulatingTable.misplacedId}: ${site} is right, as in UCI's own files.`]
      : []),
    ...notes,
  ];
}

const mostListed = 10;

function duplicateList(groups: readonly (readonly number[])[]): string {
  const listed = groups.slice(0, mostListed).map((ids) => ids.join(" = ")).join(", ");
  return groups.length > mostListed ? `${listed} and ${groups.length - mostListed} more` : listed;
}
