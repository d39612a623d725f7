/** What the doctor tells of something that is not as it should be. */

/** One thing found. */
export interface Finding {
  /** Short and stable, such as `registry.alias`. */
  readonly check: string;
  /** An error can make somebody use the wrong model; a warning cannot yet. */
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to do, a sentence or a command. */
  readonly mend: string;
  /** Whether the doctor's own repair mends it. */
  readonly repairable: boolean;
}

/** The command that repairs what can be repaired. */
export const repairCommand = "deno task doctor --repair";
