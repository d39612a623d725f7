/** The colours of all figures, safe for the colour-blind, and what each becomes on a dark page. */

/** Light and dark pages. */
export type ThemeName = "light" | "dark";

/**
 * One colour a role, `[light, dark]`, as six-digit hexadecimals. Hues after Okabe and Ito,
 * "Color Universal Design", 2008, with lightness set so that each series reads as text on its
 * page (contrast of at least 4.5 : 1) and stays apart from the others in protanopia,
 * deuteranopia and tritanopia.
 */
const roles = {
  background: ["#ffffff", "#14181d"],
  /** Text, and marks that matter. */
  ink: ["#1f2328", "#e8eaed"],
  /** Secondary text and reference lines. */
  muted: ["#5f6770", "#a3acb6"],
  grid: ["#e6e8eb", "#2d333b"],
  /** Bars that only give context. */
  context: ["#c3c9d0", "#4b535d"],
  blue: ["#0072b2", "#56b4e9"],
  vermillion: ["#c44900", "#f0883e"],
  green: ["#00664a", "#5fe0b4"],
  pink: ["#cd3787", "#ff61b5"],
  /** From the least to the greatest of an ordered quantity, ever further from the page. */
  scale1: ["#b4cde3", "#33495d"],
  scale2: ["#88b2d6", "#466b8d"],
  scale3: ["#5893c4", "#5a90bf"],
  scale4: ["#2a70a9", "#83b9e6"],
  scale5: ["#0a4778", "#c3e3ff"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/** What a colour is for. */
export type ColourRole = keyof typeof roles;

/** Each role's colour on a light page: what figures carry. */
export const colour = coloursOf("light");

/** Colours of the series of a figure, in order. */
export const seriesRoles = ["blue", "vermillion", "green", "pink"] as const;

/** The colour of the k-th series, from 0; they repeat after four. */
export function seriesColour(index: number): string {
  return colour[seriesRoles[index % seriesRoles.length]];
}

/** Steps of an ordered quantity, ascending. */
export const scaleRoles = ["scale1", "scale2", "scale3", "scale4", "scale5"] as const;

/** Each role's colour on a light or dark page. */
export function coloursOf(theme: ThemeName): Readonly<Record<ColourRole, string>> {
  const index = theme === "light" ? 0 : 1;
  return Object.fromEntries(
    Object.entries(roles).map(([role, pair]) => [role, pair[index]]),
  ) as Record<ColourRole, string>;
}

/** From each colour that figures carry to the colour that takes its place on a dark page. */
export const darkCounterparts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(roles).map(([light, dark]) => [light, dark]),
);
