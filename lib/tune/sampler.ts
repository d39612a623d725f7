/** The contract of every search: what to try next, given what was tried. */
import type { Point, Space } from "@/tune/space.ts";

/** A trial that was judged. */
export interface JudgedTrial {
  /** Its place in the study, from 0. */
  readonly number: number;
  readonly point: Point;
  /** Less is better; finite. */
  readonly loss: number;
}

/** A search. What it suggests depends on its seed, the trial's number and the history alone. */
export interface Sampler {
  readonly kind: "tpe" | "random";
  /** Trials numbered below this are drawn at random, whatever the history; may be Infinity. */
  readonly startupCount: number;
  /**
   * A point of the space for the trial of this number.
   *
   * @param history judged trials in ascending order of number; failed ones are left out
   */
  suggest(space: Space, history: readonly JudgedTrial[], trialNumber: number): Point;
}
