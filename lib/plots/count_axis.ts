/** An axis of counts: no ticks between whole numbers. */
import type { JsonObject } from "@/json.ts";
import { niceStep } from "@/plots/nice_ticks.ts";

const tickCount = 5;

/** Ticks at multiples of 1, 2 or 5 times a power of ten, about five up to the greatest count. */
export function countAxis(greatest: number): JsonObject {
  const dtick = niceStep(Math.max(1, greatest / tickCount));
  return { rangemode: "tozero", tick0: 0, dtick, tickformat: ",d" };
}
