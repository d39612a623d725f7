/** The files of npm packages that drawing needs: plotly.js itself and the font. */
import { fileURLToPath } from "node:url";

const regular = "@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf";
const bold = "@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf";

/** Paths of Arimo, whose widths are Arial's, in the two weights that figures use. */
export function fontPaths(): { readonly regular: string; readonly bold: string } {
  return {
    regular: fileURLToPath(import.meta.resolve(regular)),
    bold: fileURLToPath(import.meta.resolve(bold)),
  };
}

/** The text of plotly.js, with the cartesian trace types. */
export function readPlotlySource(): Promise<string> {
  return Deno.readTextFile(fileURLToPath(import.meta.resolve("plotly.js-cartesian-dist-min")));
}
