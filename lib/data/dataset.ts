/** The labelled table that models are trained and judged on. */
import type { Row } from "@/schema/row.ts";

/** Where the rows came from: the verified UCI table, some other file, or the generator. */
export type DataSource = "uci" | "file" | "synthetic";

/** n labelled rows. */
export interface Dataset {
  readonly source: DataSource;
  /** SHA-256 of the table in canonical form, in hexadecimal: equal content, equal digest. */
  readonly digest: string;
  /** n patients. */
  readonly rows: readonly Row[];
  /** n labels, 1 for disease. */
  readonly labels: Uint8Array;
  /** n site labels. */
  readonly sites: readonly string[];
  /** n row numbers, as in the file. */
  readonly ids: readonly number[];
}
