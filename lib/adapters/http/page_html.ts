/** The service's page: a form made from the schema, and room for the model's answer. */
import { fieldHtml } from "@/adapters/http/page_field.ts";
import type { Schema } from "@/schema/column.ts";

/** What the page depends on. */
export interface PageParts {
  readonly schema: Schema;
  /** Whether the service asks callers for a key. */
  readonly needsKey: boolean;
  /** Paths of the page's files. */
  readonly scriptPath: string;
  readonly stylePath: string;
  readonly iconPath: string;
}

const keyField = `<div class="key">
<label for="key">Key to this service</label>
<input type="password" id="key" autocomplete="off" spellcheck="false">
</div>`;

/** The page; what changes with the answer has an id, for its program. */
export function pageHtml({ schema, needsKey, scriptPath, stylePath, iconPath }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Heart disease: what the model says, and why</title>
<link rel="icon" type="image/svg+xml" href="${iconPath}">
<link rel="stylesheet" href="${stylePath}">
<script type="module" src="${scriptPath}"></script>
</head>
<body>
<header>
<div>
<h1>Heart disease: what the model says, and why</h1>
<p><strong>For study, not for patients: this is no medical device.</strong> The model runs in this page; nothing leaves your device until you press “Predict and log”.</p>
</div>
<nav aria-label="Service"><a href="/docs">API</a> <a href="/model">Model</a></nav>
</header>
<noscript><p class="notice">The model runs in this page, which needs JavaScript.</p></noscript>
<main>
<form id="patient" aria-labelledby="patient-title" autocomplete="off" novalidate>
<div class="bar">
<h2 id="patient-title">Patient</h2>
<button type="reset">Example</button>
<button type="button" id="clear">Nothing known</button>
</div>
<div class="fields">
${schema.features.map((column) => fieldHtml(schema, column)).join("\n")}
</div>
</form>
<div class="answer">
<section class="summary" aria-labelledby="answer-title">
<h2 id="answer-title">Probability of disease</h2>
<p class="probability" id="probability">…</p>
<p id="label">The model is on its way.</p>
<div class="gauge" id="gauge" aria-hidden="true" hidden><div id="share"></div><div id="threshold"></div></div>
</section>
<section class="reasons" aria-label="Reasons and record">
<div class="send">
${needsKey ? keyField : ""}
<button type="button" id="send" disabled>Predict and log</button>
<p id="sent" role="status"></p>
</div>
<div id="warnings" hidden><h2>Mind</h2><ul></ul></div>
<div id="contributions" hidden>
<h2>Why</h2>
<p id="scale"></p>
<table aria-describedby="scale">
<thead><tr><th scope="col">What is known</th><th scope="col"><div><span class="sides">lowers · raises</span><span class="amount">effect</span></div></th></tr></thead>
<tbody></tbody>
</table>
</div>
<p class="model" id="model"></p>
</section>
</div>
</main>
<p class="spoken" id="spoken" role="status"></p>
</body>
</html>
`;
}
