/** The page's style sheet; its colours are the figures' own. */
import { coloursOf, type ThemeName } from "@/plots/palette.ts";
import { fontFamily } from "@/plots/theme.ts";

function variables(theme: ThemeName): string {
  return Object.entries(coloursOf(theme))
    .filter(([role]) => !role.startsWith("scale"))
    .map(([role, hex]) => `--${role}:${hex}`)
    .join(";");
}

/**
 * Light and dark as the reader prefers, always light on paper. On a narrow screen the probability
 * stays at the lower edge while the form moves.
 */
export const pageStyle = `
:root{color-scheme:light dark;${variables("light")}}
@media screen and (prefers-color-scheme:dark){:root{${variables("dark")}}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0 auto;max-width:1180px;padding:24px 20px 40px;background:var(--background);color:var(--ink);font:15px/1.45 ${fontFamily}}
h1{font-size:24px;line-height:1.25;margin:0 0 6px;text-wrap:balance}
h2{font-size:16px;line-height:1.3;margin:0}
p{margin:0;text-wrap:pretty}
a{color:var(--blue)}
header{display:flex;gap:8px 32px;justify-content:space-between;flex-wrap:wrap;padding-bottom:18px;border-bottom:1px solid var(--grid)}
header>div{flex:1 1 320px;max-width:760px}
nav{display:flex;gap:18px;padding-top:5px}
.notice{margin:16px 0;padding:10px 14px;border:1px solid var(--vermillion)}
main{display:grid;grid-template-columns:minmax(0,1fr) 400px;gap:22px 40px;margin-top:20px;align-items:start}
.answer{position:sticky;top:16px}
.bar{display:flex;gap:10px;align-items:center;margin-bottom:14px}
.bar h2{margin-right:auto}
.fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,290px),1fr));gap:16px 32px}
.name,.entry{display:flex;gap:10px;align-items:center;justify-content:space-between}
.name{min-height:24px}
.name>label:first-child{font-weight:700}
.unit{font-weight:400;color:var(--muted);white-space:nowrap}
.unknown{font-size:13px;color:var(--muted);white-space:nowrap;display:flex;align-items:center;gap:5px;min-height:24px}
.unknown input{margin:0;width:16px;height:16px}
.entry{margin-top:4px}
.help,.model{font-size:13px;color:var(--muted)}
.help{margin-top:3px}
.fault{font-size:13px;color:var(--vermillion);font-weight:700}
input,select,button{font:inherit;color:inherit;accent-color:var(--blue)}
input[type=number],input[type=password],select{min-height:36px;padding:5px 8px;background:var(--background);border:1px solid var(--muted);border-radius:5px}
input[type=number]{width:88px;text-align:right;font-variant-numeric:tabular-nums}
input[type=range]{flex:1;min-width:0;height:24px;margin:0}
input[type=password],select{width:100%}
:disabled{opacity:.55}
[aria-invalid=true]{border-color:var(--vermillion)!important;outline:1px solid var(--vermillion)}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
button{min-height:36px;padding:5px 14px;border:1px solid var(--muted);border-radius:5px;background:var(--background);cursor:pointer}
button:disabled{cursor:default}
#send{width:100%;min-height:44px;border-color:var(--blue);background:var(--blue);color:var(--background);font-weight:700}
.summary{padding:16px 18px;border:1px solid var(--grid);border-radius:8px;background:var(--background)}
.probability{font-size:52px;line-height:1.1;font-weight:700;font-variant-numeric:tabular-nums;color:var(--blue)}
.disease .probability{color:var(--vermillion)}
.gauge{position:relative;height:12px;margin:10px 0 4px;border-radius:6px;background:var(--grid)}
#share{height:100%;width:0;border-radius:6px;background:var(--blue)}
.disease #share{background:var(--vermillion)}
#threshold{position:absolute;top:-4px;bottom:-4px;width:3px;margin-left:-1px;background:var(--ink)}
.reasons>*{margin-top:16px}
.key{margin-bottom:10px}
#sent:not(:empty){margin-top:8px;font-size:14px;overflow-wrap:anywhere}
#warnings{padding:12px 16px;border-left:4px solid var(--vermillion);background:color-mix(in srgb,var(--vermillion) 8%,var(--background))}
#warnings ul{margin:4px 0 0;padding-left:18px;font-size:14px}
#scale{font-size:14px;color:var(--muted);margin:2px 0 6px}
table{width:100%;border-collapse:collapse;font-size:14px;table-layout:fixed}
thead th{font-size:13px;font-weight:400;color:var(--muted)}
th{padding:3px 8px 3px 0;text-align:left;font-weight:400;width:48%}
td,thead th:last-child{padding:3px 0;width:auto}
tr div{display:flex;align-items:center;gap:8px}
.sides{flex:1;text-align:center}
.amount{width:58px;flex:none;text-align:right;font-variant-numeric:tabular-nums}
.bars{position:relative;flex:1;height:15px;background:linear-gradient(var(--muted),var(--muted)) 50%/1px 100% no-repeat}
.bars i{position:absolute;top:1px;bottom:1px;left:50%;background:var(--vermillion)}
.bars i.lower{left:auto;right:50%;background:var(--blue)}
.known{color:var(--muted)}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media screen and (max-width:860px){
main{display:block}
.answer{display:contents}
.summary{position:sticky;bottom:0;z-index:1;margin:20px -20px 0;padding:8px 20px 10px;border-width:1px 0;border-radius:0;display:grid;grid-template-columns:1fr auto;gap:0 16px;align-items:center}
.summary h2{font-size:14px;align-self:end}
.summary #label{font-size:13px;grid-column:1;align-self:start}
.probability{font-size:34px;grid-area:1/2/3/3}
.gauge{grid-column:1/3;margin:8px 0 2px}
}
@media (max-width:430px){body{padding:16px 14px 32px}.summary{margin:20px -14px 0;padding:8px 14px 10px}h1{font-size:21px}}
@media (forced-colors:active){.gauge,.bars{border:1px solid}#share,#threshold,.bars i{forced-color-adjust:none}}
@media print{
body{padding:0;max-width:none;font-size:12px}
nav,.send,.bar button,input[type=range],.help,.unknown:not(:has(:checked)),.entry:has(:disabled){display:none!important}
main{grid-template-columns:2fr 3fr}
.fields{grid-template-columns:1fr;gap:4px}
.field{display:flex;justify-content:space-between;align-items:baseline}
.name{gap:8px}
input[type=number],select{border:0;width:auto;appearance:none;text-align:right;min-height:0;padding:0}
input[type=number]{width:7ch;appearance:textfield}
::-webkit-inner-spin-button{display:none}
.summary,.answer{position:static}
.gauge,.bars,.bars i,#share,#threshold{print-color-adjust:exact}
}
`;
