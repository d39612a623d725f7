/** TypeScript with its words coloured. */
import highlighter from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";

highlighter.registerLanguage("typescript", typescript);

/** Code as HTML; what the words are stands in the classes of highlight.js. */
export function codeHtml(source: string): string {
  const { value } = highlighter.highlight(source, { language: "typescript" });
  return `<pre class="code"><code>${value}</code></pre>`;
}
