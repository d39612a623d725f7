/** An axis of dates that also shows a single one. */
import type { JsonObject } from "@/json.ts";

const dayMs = 86_400_000;

/** Left to itself, plotly.js would show the milliseconds around a single date. */
export function aroundOnly(dates: readonly string[]): JsonObject {
  const distinct = [...new Set(dates)];
  if (distinct.length !== 1) return {};
  const [at] = distinct;
  const beside = (days: number) => new Date(Date.parse(at) + days * dayMs).toISOString();
  return { range: [beside(-1), beside(1)], tickvals: [at] };
}
