/** Scores by hospital: how models do where they have not learned. */
import type { SiteEvaluation } from "@/evaluate/site_held_out.ts";
import { type Dot, dotRows } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour, seriesColour } from "@/plots/palette.ts";
import { count, listed, percent } from "@/plots/wording.ts";

/** What {@linkcode siteScoresFigure} draws. */
export interface SiteScoresInput {
  /** File stem, such as `site_transfer`. */
  readonly name: string;
  /** At least one; each judged at the same sites in the same order. */
  readonly models: readonly { readonly name: string; readonly sites: readonly SiteEvaluation[] }[];
  /** Accuracy by site that others reached, and who. */
  readonly published?: {
    readonly source: string;
    readonly accuracy: Readonly<Record<string, number>>;
  };
  /** What the models learned from, such as `patients of Cleveland alone`. */
  readonly trainedOn: string;
}

/** Draws accuracy with 95% intervals, a row a site. */
export function siteScoresFigure(input: SiteScoresInput): Figure {
  const { name, models, published, trainedOn } = input;
  const { sites } = models[0];
  const { data, yaxis, marginLeftPx } = dotRows(
    sites.map(({ site, rowCount }) => `<b>${site}</b><br>${count(rowCount, "patient")}`),
    [
      ...models.map((model, index) => ({
        name: model.name,
        colour: seriesColour(index),
        dots: model.sites.map((site) => dotOf(model.name, site)),
      })),
      ...(published
        ? [{
          name: published.source,
          colour: colour.muted,
          symbol: "diamond",
          dots: sites.map(({ site }) => publishedDot(published, site)),
        }]
        : []),
    ],
  );
  return {
    name,
    title: titleOf(input),
    subtitle: `Accuracy with 95% intervals at hospitals unknown to the model, which learned from ` +
      `${trainedOn}.`,
    data,
    layout: {
      height: 110 + 62 * sites.length,
      margin: { l: marginLeftPx, t: 24, r: 28 },
      xaxis: { tickformat: ".0%", dtick: 0.1, title: { text: "Accuracy" } },
      yaxis,
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
    },
    table: {
      columns: ["Site", "Patients", ...models.map((model) => model.name), ...sourceOf(published)],
      rows: sites.map(({ site, rowCount }, row) => [
        site,
        String(rowCount),
        ...models.map((model) => {
          const { metrics, accuracyInterval: { lower, upper } } = model.sites[row];
          return `${percent(metrics.accuracy)} (${percent(lower)} to ${percent(upper)})`;
        }),
        ...(published ? [shown(published.accuracy[site])] : []),
      ]),
    },
  };
}

function dotOf(model: string, { site, metrics, accuracyInterval }: SiteEvaluation): Dot {
  const { lower, upper } = accuracyInterval;
  return {
    value: metrics.accuracy,
    lower,
    upper,
    hover: `${model}, ${site}: ${percent(metrics.accuracy)} (${percent(lower)} to ${
      percent(upper)
    })`,
  };
}

function publishedDot(
  { source, accuracy }: NonNullable<SiteScoresInput["published"]>,
  site: string,
): Dot | null {
  const value = accuracy[site];
  if (value === undefined) return null;
  return { value, lower: value, upper: value, hover: `${source}, ${site}: ${percent(value)}` };
}

function sourceOf(published: SiteScoresInput["published"]): string[] {
  return published ? [published.source] : [];
}

function shown(value: number | undefined): string {
  return value === undefined ? "–" : percent(value);
}

function titleOf({ models: [{ name, sites }], published }: SiteScoresInput): string {
  const sorted = sites.toSorted((a, b) => b.metrics.accuracy - a.metrics.accuracy);
  const [best, worst] = [sorted[0], sorted[sorted.length - 1]];
  const stated = `${name} is right for ${percent(best.metrics.accuracy)} of patients in ` +
    `${best.site}` +
    (best === worst ? "" : `, for ${percent(worst.metrics.accuracy)} in ${worst.site}`);
  if (!published) return stated;
  const known = sites.filter(({ site }) => published.accuracy[site] !== undefined);
  const apart = known.filter(({ site, accuracyInterval: { lower, upper } }) =>
    published.accuracy[site] < lower || published.accuracy[site] > upper
  );
  return apart.length === 0
    ? `${stated}: as published, within chance`
    : `${stated}; ${listed(apart.map(({ site }) => site))} differs from what was published`;
}
