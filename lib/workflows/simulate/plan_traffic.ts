/** Plans simulated requests: which patients come, in which order, and how they are changed. */
import type { Random } from "@/data/random.ts";
import type { RawRow } from "@/schema/row.ts";
import type { Blanking } from "@/workflows/simulate/blanking.ts";
import type { KnownPatient } from "@/workflows/simulate/cohort.ts";
import { type Shift, shiftValue } from "@/workflows/simulate/shift.ts";

/** What to send. */
export interface TrafficPlan {
  readonly rowCount: number;
  /** Shifts come first, blankings after them. */
  readonly shifts: readonly Shift[];
  readonly blankings: readonly Blanking[];
  /** The share of patients whose truth is told later, in [0, 1]. */
  readonly labelShare: number;
}

/** A patient to ask about. */
export interface PlannedRequest {
  readonly inputs: RawRow;
  /** What is told later; undefined when it stays unknown. */
  readonly label: 0 | 1 | undefined;
}

/**
 * Plans request after request; one seed gives the same ones everywhere. The same patients come in
 * the same order, and with the same truths told, however they are changed.
 *
 * @param patients at least one
 */
export function* planTraffic(
  patients: readonly KnownPatient[],
  { rowCount, shifts, blankings, labelShare }: TrafficPlan,
  random: Random,
): Generator<PlannedRequest, void, undefined> {
  const drawn = drawPatients(patients, random.fork("patients"));
  const telling = random.fork("labels");
  const blanks = blankings.map((blanking) => ({
    ...blanking,
    random: random.fork(`missing ${blanking.column.name}`),
  }));
  for (let row = 0; row < rowCount; row++) {
    const { inputs, label } = drawn.next().value;
    const changed: Record<string, unknown> = { ...inputs };
    for (const shift of shifts) {
      const { name } = shift.column;
      const value = changed[name];
      if (typeof value === "number") changed[name] = shiftValue(shift, value);
    }
    for (const { column, share, random } of blanks) {
      if (random.next() < share) changed[column.name] = null;
    }
    yield { inputs: changed, label: telling.next() < labelShare ? label : undefined };
  }
}

/** Everyone once in a random order, and then again in another: so small batches are like the whole. */
function* drawPatients(
  patients: readonly KnownPatient[],
  random: Random,
): Generator<KnownPatient, never, undefined> {
  while (true) {
    for (const index of random.shuffle(Int32Array.from(patients.keys()))) yield patients[index];
  }
}
