/** MLflow's lists of keys and values, as records and back. */

/** A parameter or tag on the wire. */
export interface KeyValueWire {
  readonly key: string;
  readonly value?: string;
}

/** A record as a list. */
export function toKeyValues(record: Readonly<Record<string, string>> = {}): KeyValueWire[] {
  return Object.entries(record).map(([key, value]) => ({ key, value }));
}

/** A list as a record; MLflow leaves empty lists and values out. */
export function fromKeyValues(pairs: readonly KeyValueWire[] = []): Record<string, string> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? ""]));
}
