/** The page's icon: a heart with a beat. */
import { colour } from "@/plots/palette.ts";

/** SVG of 32 × 32. */
export const pageIcon =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${colour.vermillion}" d="M16 29C2 19 1 12 3.2 8.2 6 3.5 13 3.5 16 9c3-5.5 10-5.5 12.8-.8C31 12 30 19 16 29z"/><path fill="none" stroke="${colour.background}" stroke-width="2" d="M4 16h7l2.5-5 4 9 2.5-4h8"/></svg>`;
