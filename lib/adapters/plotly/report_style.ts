/** The style sheet of a report; its colours are the figures' own. */
import { coloursOf, type ThemeName } from "@/plots/palette.ts";
import { fontFamily } from "@/plots/theme.ts";

function variables(theme: ThemeName): string {
  const { background, ink, muted, grid, green, blue, vermillion } = coloursOf(theme);
  return `--background:${background};--ink:${ink};--muted:${muted};--line:${grid};` +
    `--good:${green};--watch:${blue};--alarm:${vermillion}`;
}

/** Light and dark as the reader prefers, always light on paper, one column that fits a phone. */
export const reportStyle = `
:root{color-scheme:light dark;${variables("light")}}
@media screen and (prefers-color-scheme:dark){:root{${variables("dark")}}}
body{margin:0;background:var(--background);color:var(--ink);font:15px/1.5 ${fontFamily}}
main{max-width:760px;margin:0 auto;padding:24px 20px 48px}
h1{font-size:24px;line-height:1.25;margin:0 0 6px;overflow-wrap:anywhere}
h2{font-size:18px;line-height:1.3;margin:0 0 4px;text-wrap:balance}
p{margin:0;text-wrap:pretty;color:var(--muted);font-size:14px}
section{margin-top:28px;padding-top:24px;border-top:1px solid var(--line);break-inside:avoid}
.findings{list-style:none;margin:20px 0 0;padding:0}
.findings li{margin-top:12px;padding:8px 14px;border-left:4px solid var(--muted);break-inside:avoid}
.findings .good{border-color:var(--good)}
.findings .watch{border-color:var(--watch)}
.findings .alarm{border-color:var(--alarm)}
.findings h2{font-size:16px}
.findings .advice{margin-top:2px;color:var(--ink)}
.scroll{margin-top:8px;overflow-x:auto}
[role=img]{min-width:600px}
details{margin-top:4px;font-size:13px}
summary{cursor:pointer;color:var(--muted)}
table{border-collapse:collapse;margin-top:8px;font-variant-numeric:tabular-nums}
th,td{padding:3px 16px 3px 0;text-align:left;border-bottom:1px solid var(--line)}
@media print{main{max-width:none;padding:0}details,.modebar{display:none}.scroll{overflow:visible}}
`;
