/** An axis of counts: no ticks between whole numbers. */
import type { JsonObject } from "@/json.ts";

const tickCount = 5;

/** Ticks at multiples of 1, 2 or 5 times a power of ten, about five up to the greatest count. */
export function countAxis(greatest: number): JsonObject {
  const least = Math.max(1, greatest / tickCount);
  const power = 10 ** Math.floor(Math.log10(least));
  const dtick = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least)!;
  return { rangemode: "tozero", tick0: 0, dtick, tickformat: ",d" };
}
