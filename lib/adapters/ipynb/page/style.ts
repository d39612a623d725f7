/** The style sheet of a notebook's page; its colours are the figures' own. */
import { type ColourRole, coloursOf, type ThemeName } from "@/plots/palette.ts";
import { fontFamily } from "@/plots/theme.ts";

const roles = [
  "background",
  "ink",
  "muted",
  "grid",
  "blue",
  "vermillion",
  "green",
  "pink",
] as const;

function variables(theme: ThemeName): string {
  const colours: Readonly<Record<ColourRole, string>> = coloursOf(theme);
  return roles.map((role) => `--${role}:${colours[role]}`).join(";");
}

/** Light and dark as the reader prefers, always light on paper, one column that fits a phone. */
export const pageStyle = `
:root{color-scheme:light dark;${variables("light")};--shade:#f6f7f8}
@media screen and (prefers-color-scheme:dark){:root{${variables("dark")};--shade:#1b2027}}
body{margin:0;background:var(--background);color:var(--ink);font:16px/1.6 ${fontFamily}}
main{max-width:780px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:28px;line-height:1.25;margin:0 0 16px;text-wrap:balance}
h2{font-size:22px;line-height:1.3;margin:48px 0 8px;padding-top:24px;border-top:1px solid var(--grid)}
h3{font-size:18px;line-height:1.35;margin:32px 0 8px}
p,ul,ol{margin:0 0 14px;text-wrap:pretty}
a{color:var(--blue)}
code{font:0.88em/1.5 ui-monospace,Menlo,Consolas,monospace}
:not(pre)>code{background:var(--shade);padding:1px 5px;border-radius:4px}
pre{margin:0;overflow-x:auto;font-size:13.5px}
.code{background:var(--shade);border-radius:6px;padding:10px 14px;margin-top:14px}
.outputs{margin:10px 0 22px;display:grid;gap:12px;min-width:0}
.outputs>*{min-width:0}
.said p{margin:0}
.stderr{color:var(--vermillion)}
.scroll{overflow-x:auto}
[role=img]{min-width:680px}
img,svg{max-width:100%}
table{border-collapse:collapse;font-size:13.5px;line-height:1.45;font-variant-numeric:tabular-nums}
main>table,.prose table{margin:0 0 16px}
th,td{padding:4px 14px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
thead th{border-bottom:1px solid var(--muted);white-space:nowrap}
.bar{display:flex;justify-content:flex-end;font-size:13.5px;color:var(--muted)}
.bar label{cursor:pointer}
body:not(:has(#code:checked)) .code{display:none}
.hljs-keyword,.hljs-built_in{color:var(--pink)}
.hljs-string,.hljs-regexp{color:var(--green)}
.hljs-number,.hljs-literal{color:var(--vermillion)}
.hljs-title,.hljs-attr,.hljs-property{color:var(--blue)}
.hljs-comment{color:var(--muted);font-style:italic}
.hljs-subst{color:var(--ink)}
@media print{main{max-width:none;padding:0}.bar,.modebar{display:none}.scroll{overflow:visible}}
`;
