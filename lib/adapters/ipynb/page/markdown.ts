/** Prose of a notebook as HTML. */
import { Marked } from "marked";

/** Links to other notebooks lead to their pages. */
const marked = new Marked({
  gfm: true,
  walkTokens(token) {
    if (token.type === "link") token.href = token.href.replace(/^([^:/]+)\.ipynb$/, "$1.html");
  },
});

/** GitHub's Markdown as HTML. */
export function markdownHtml(source: string): string {
  return marked.parse(source, { async: false });
}
