/** What a task found, for programs. */

/** Prints a record as JSON on standard output; what is not finite becomes null. */
export function printJson(record: unknown): void {
  console.log(JSON.stringify(record, null, 2));
}
