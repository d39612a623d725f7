/// <reference lib="dom" />
/** Shows what each value adds to the score or takes from it: a table whose rows are bars. */
import { byId, element } from "@/adapters/http/page/element.ts";
import { effectText, scoreText } from "@/adapters/http/page/number_text.ts";
import type { Explanation } from "@/explain/explainer.ts";
import { valueTitle } from "@/plots/feature_title.ts";
import { readCell } from "@/schema/cell.ts";
import type { Column, Schema } from "@/schema/column.ts";
import type { RawRow } from "@/schema/row.ts";

/** The reach of the bars is at least this, lest small effects look great. */
const leastReach = { probability: 0.05, "log-odds": 0.5 } as const;

/** Shows an explanation, the greatest effect on top; nothing when there is none. */
export function showReasons(
  schema: Schema,
  patient: RawRow,
  explanation: Explanation | undefined,
): void {
  byId("contributions").hidden = explanation === undefined;
  if (explanation === undefined) return;
  const { scale, baseValue } = explanation;
  const sorted = explanation.contributions.toSorted((a, b) =>
    Math.abs(b.contribution) - Math.abs(a.contribution)
  );
  const total = sorted.reduce((sum, { contribution }) => sum + contribution, baseValue);
  const [from, to] = [baseValue, total].map((score) => scoreText(scale, score));
  byId("scale").textContent = scale === "probability"
    ? `From ${from}, expected of anyone, to ${to}; effects in percentage points.`
    : `In log-odds, from ${from}, expected of anyone, to ${to}.`;
  const reach = Math.max(leastReach[scale], Math.abs(sorted[0].contribution));
  byId("contributions").querySelector("tbody")!.replaceChildren(
    ...sorted.map(({ column: name, contribution }) => {
      const column = schema.features.find((feature) => feature.name === name)!;
      const bar = element("i", contribution < 0 ? { class: "lower" } : {});
      bar.style.width = `${50 * Math.abs(contribution) / reach}%`;
      return element(
        "tr",
        {},
        element(
          "th",
          { scope: "row" },
          `${column.title} `,
          element("span", { class: "known" }, valueWords(schema, column, patient[name])),
        ),
        element(
          "td",
          {},
          element(
            "div",
            {},
            element("span", { class: "bars", "aria-hidden": "true" }, bar),
            element("span", { class: "amount" }, effectText(scale, contribution)),
          ),
        ),
      );
    }),
  );
}

function valueWords(schema: Schema, column: Column, raw: unknown): string {
  const { value } = readCell(schema, column, raw);
  if (value === null) return "not known";
  if (typeof value === "string") return valueTitle(value);
  return String(value);
}
