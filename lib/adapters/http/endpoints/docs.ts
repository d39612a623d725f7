/** `/docs`: Swagger UI from this machine, at the API's own document. */
import { answerPage } from "@/adapters/http/answer_page.ts";
import { assetEndpoint, type Assets, createAssets } from "@/adapters/http/assets.ts";
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { pageIcon } from "@/adapters/http/page_icon.ts";

const folder = "/docs";

/** Starts Swagger UI in the reader's colours; null keeps it from asking a validator elsewhere. */
const start = `const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;

/** The endpoints. */
export function docsEndpoints(): Endpoint[] {
  let loaded: Promise<Assets> | undefined;
  const load = () => loaded ??= loadAssets();
  return [
    {
      method: "get",
      path: folder,
      isOpen: true,
      async handle(call) {
        const { pathOf } = await load();
        return answerPage(
          call,
          `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Heart disease: the API</title>
<link rel="icon" type="image/svg+xml" href="${pathOf("icon.svg")}">
<link rel="stylesheet" href="${pathOf("swagger-ui.css")}">
<script src="${pathOf("swagger-ui-bundle.js")}" defer></script>
<script src="${pathOf("start.js")}" defer></script>
</head>
<body style="margin:0">
<main id="swagger-ui"></main>
<noscript>These pages need JavaScript; the API's document is at <a href="/openapi.json">/openapi.json</a>.</noscript>
</body>
</html>
`,
          { hasInlineStyles: true, hasInlineImages: true },
        );
      },
    },
    assetEndpoint(folder, load),
  ];
}

/** Swagger UI is 2 MB that most processes never send. */
async function loadAssets(): Promise<Assets> {
  const [style, script] = await Promise.all([
    import("swagger-ui-dist/swagger-ui.css", { with: { type: "text" } }),
    import("swagger-ui-dist/swagger-ui-bundle.js", { with: { type: "text" } }),
  ]);
  const javascript = "text/javascript; charset=utf-8";
  return createAssets(folder, [
    { name: "swagger-ui.css", contentType: "text/css; charset=utf-8", text: style.default },
    { name: "swagger-ui-bundle.js", contentType: javascript, text: script.default },
    { name: "start.js", contentType: javascript, text: start },
    { name: "icon.svg", contentType: "image/svg+xml", text: pageIcon },
  ]);
}
