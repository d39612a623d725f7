/** SVG to PNG with resvg and the bundled font; loads native code, so only when a PNG is asked for. */
import { fontPaths } from "@/adapters/plotly/assets.ts";

/** A picture's pixels as PNG, `scale` times as large as the SVG. */
export async function rasterize(svg: string, scale: number): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const { regular, bold } = fontPaths();
  const picture = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: [regular, bold], defaultFontFamily: "Arimo" },
  });
  return new Uint8Array(picture.render().asPng());
}
