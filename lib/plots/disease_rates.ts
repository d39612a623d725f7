/** Share with disease by category: which answers go with which outcome. */
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import type { OutcomeCount } from "@/data/outcome_counts.ts";
import { type Dot, dotRows, referenceLine, referenceNote } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { count, grouped, percent } from "@/plots/wording.ts";

/** What {@linkcode diseaseRatesFigure} draws. */
export interface DiseaseRatesInput {
  /** File stem and what is compared, such as `categories`. */
  readonly name: string;
  /** One variable a group, such as chest pain with its types. */
  readonly variables: readonly {
    readonly title: string;
    readonly counts: readonly OutcomeCount[];
  }[];
  /** Share with disease of all patients, in [0, 1]. */
  readonly prevalence: number;
  /** Which patients, such as `920 patients`. */
  readonly measuredOn: string;
}

interface RateRow extends OutcomeCount {
  readonly variable: string;
  readonly share: number;
}

const rowPx = 21;

/** Draws a dot with a 95% interval for each category, under its variable's name. */
export function diseaseRatesFigure(input: DiseaseRatesInput): Figure {
  const { name, variables, prevalence, measuredOn } = input;
  const rows = variables.flatMap(({ title, counts }): (string | RateRow)[] => [
    title,
    ...counts.map((entry) => ({
      ...entry,
      variable: title,
      share: entry.positiveCount / entry.rowCount,
    })),
  ]);
  const rates = rows.filter((row) => typeof row !== "string");
  const { data, yaxis, marginLeftPx } = dotRows(
    rows.map((row) => typeof row === "string" ? `<b>${row}</b>` : `${row.group} (${row.rowCount})`),
    [{
      name: "Share with disease",
      colour: colour.vermillion,
      dots: rows.map((row) => typeof row === "string" ? null : dotOf(row)),
    }],
  );
  return {
    name,
    title: titleOf(rates),
    subtitle: `Share with disease by category, with the number of patients and 95% intervals; ` +
      `${measuredOn}.`,
    data,
    layout: {
      height: 90 + rowPx * Math.max(2, rows.length),
      margin: { l: marginLeftPx, t: 18, r: 28 },
      showlegend: false,
      xaxis: {
        range: [0, 1],
        dtick: 0.2,
        tickformat: ".0%",
        title: { text: "Patients with disease" },
      },
      yaxis,
      shapes: [referenceLine(prevalence)],
      annotations: [referenceNote(prevalence, `all: ${percent(prevalence)}`)],
    },
    table: {
      columns: ["Variable", "Category", "Patients", "With disease", "95% interval"],
      rows: rates.map((row) => {
        const { lower, upper } = wilsonInterval(row.positiveCount, row.rowCount);
        return [
          row.variable,
          row.group,
          grouped(row.rowCount),
          percent(row.share),
          `${percent(lower)} to ${percent(upper)}`,
        ];
      }),
    },
  };
}

function dotOf({ group, rowCount, positiveCount, share }: RateRow): Dot {
  const { lower, upper } = wilsonInterval(positiveCount, rowCount);
  return {
    value: share,
    lower,
    upper,
    hover: `${group}: ${positiveCount} of ${count(rowCount, "patient")} (${percent(share)})`,
  };
}

function titleOf(rates: readonly RateRow[]): string {
  if (rates.length === 0) return "There are no patients";
  const variables = [...new Set(rates.map(({ variable }) => variable))].map((variable) => {
    const own = rates.filter((row) => row.variable === variable)
      .toSorted((a, b) => b.share - a.share);
    return { variable, most: own[0], least: own[own.length - 1] };
  });
  const gap = ({ most, least }: (typeof variables)[number]) => most.share - least.share;
  const { variable, most, least } = variables.reduce((a, b) => gap(b) > gap(a) ? b : a);
  return `“${variable}” tells most: ${
    percent(most.share)
  } of patients under “${most.group}” have ` +
    `disease, ${percent(least.share)} under “${least.group}”`;
}
