/** The evidence of drift over past checks: what stands out, and since when. */
import { legendAbove, legendHeightPx } from "@/plots/legend_above.ts";
import type { JsonObject } from "@/json.ts";
import { referenceLine } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour, seriesColour, seriesRoles } from "@/plots/palette.ts";
import { aroundOnly } from "@/plots/time_axis.ts";
import { count, listed } from "@/plots/wording.ts";

/** What {@linkcode driftTrendFigure} draws. */
export interface DriftTrendInput {
  /** Checks in their order. */
  readonly checks: readonly DriftCheck[];
}

/** One past check. */
export interface DriftCheck {
  /** When, as an ISO date and time in UTC. */
  readonly at: string;
  readonly rowCount: number;
  /**
   * By column title, the greatest of its statistics over their thresholds: from 1 on it is
   * watched.
   */
  readonly evidence: Readonly<Record<string, number>>;
}

const watched = 1;
const plotWidthPx = 580;
const mostNamed = seriesRoles.length;

/** Draws a line a column: those that ever stood out in colour, the rest in grey. */
export function driftTrendFigure({ checks }: DriftTrendInput): Figure {
  const titles = [...new Set(checks.flatMap(({ evidence }) => Object.keys(evidence)))];
  const peakOf = (title: string) => Math.max(...checks.map(({ evidence }) => evidence[title] ?? 0));
  const raised = titles.filter((title) => peakOf(title) >= watched)
    .toSorted((a, b) => peakOf(b) - peakOf(a));
  const named = raised.slice(0, mostNamed);
  const plain = titles.filter((title) => !named.includes(title));
  const others = named.length > 0 ? "other columns" : "all columns";
  const legendPx = legendHeightPx([others, ...named], plotWidthPx);
  const top = Math.max(1.5, ...titles.map(peakOf)) * 1.06;
  return {
    name: "drift_trend",
    title: titleOf(checks, raised),
    subtitle: "Greatest statistic of each column over its threshold at that check’s size; from 1 " +
      "on, which one undrifted window in 33 reaches anywhere, a column is watched.",
    data: [
      ...plain.map((title, index) =>
        trace(checks, title, {
          color: colour.context,
          name: others,
          isInLegend: index === 0,
        })
      ),
      ...named.map((title, index) =>
        trace(checks, title, { color: seriesColour(index), name: title, isInLegend: true })
      ),
    ],
    layout: {
      height: 316 + legendPx,
      margin: { t: legendPx },
      xaxis: {
        type: "date",
        showgrid: false,
        title: { text: "Check" },
        ...aroundOnly(checks.map(({ at }) => at)),
      },
      yaxis: { range: [0, top], showgrid: false, title: { text: "Evidence of drift" } },
      showlegend: true,
      legend: legendAbove,
      shapes: [{
        ...referenceLine(0),
        ...{ xref: "paper", x0: 0, x1: 1, yref: "y", y0: watched, y1: watched },
      }],
      annotations: [{
        ...{ xref: "paper", x: 1, xanchor: "right", y: watched, yanchor: "bottom" },
        text: "watched from here",
        font: { size: 11, color: colour.muted },
      }],
    },
    table: {
      columns: ["Check", "Patients", "Most evidence", "Column"],
      rows: checks.map(({ at, rowCount, evidence }) => {
        const [title, value] = Object.entries(evidence).toSorted((a, b) => b[1] - a[1])[0] ?? [];
        return [at, String(rowCount), value?.toFixed(2) ?? "–", title ?? "–"];
      }),
    },
  };
}

function trace(
  checks: readonly DriftCheck[],
  title: string,
  look: { readonly color: string; readonly name: string; readonly isInLegend: boolean },
): JsonObject {
  const isOther = look.name !== title;
  // A line needs two checks.
  const isPlain = isOther && checks.length > 1;
  return {
    type: "scatter",
    mode: isPlain ? "lines" : "lines+markers",
    name: look.name,
    legendgroup: look.name,
    showlegend: look.isInLegend,
    x: checks.map(({ at }) => at),
    y: checks.map(({ evidence }) => evidence[title] ?? null),
    customdata: checks.map(({ rowCount }) => count(rowCount, "patient")),
    line: { color: look.color, width: isOther ? 1 : 2 },
    ...(!isPlain && { marker: { size: isOther ? 5 : 8, color: look.color } }),
    hovertemplate: `${title}, %{x}: %{y:.2f} (%{customdata})<extra></extra>`,
  };
}

function titleOf(checks: readonly DriftCheck[], raised: readonly string[]): string {
  const last = checks.at(-1);
  if (!last) return "There has been no check";
  const all = checks.length === 1 ? "the only check" : `${count(checks.length, "check")}`;
  if (raised.length === 0) return `Nothing stood out in ${all}`;
  const quoted = (titles: readonly string[]) => listed(titles.map((title) => `“${title}”`));
  const now = raised.filter((title) => (last.evidence[title] ?? 0) >= watched);
  if (now.length === 0) return `${quoted(raised)} stood out in ${all}, but not in the last`;
  return `${quoted(now)} ${now.length === 1 ? "stands" : "stand"} out in ` +
    (checks.length === 1 ? all : `the last of ${all}`);
}
