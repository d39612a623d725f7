/** `/`: the page where a person asks the model, and the model it runs. */
import { answerPage } from "@/adapters/http/answer_page.ts";
import { assetEndpoint, type Assets, createAssets } from "@/adapters/http/assets.ts";
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { answerJson } from "@/adapters/http/exchange.ts";
import type { PageModelFile } from "@/adapters/http/page/page_model.ts";
import { pageHtml } from "@/adapters/http/page_html.ts";
import { pageIcon } from "@/adapters/http/page_icon.ts";
import { pageStyle } from "@/adapters/http/page_style.ts";
import type { Service } from "@/adapters/http/service.ts";

const folder = "/page";

/** The endpoints. */
export function pageEndpoints({ schema, keeper, keys }: Service): Endpoint[] {
  let loaded: Promise<Assets> | undefined;
  const load = () => loaded ??= loadAssets();
  return [
    {
      method: "get",
      path: "/",
      isOpen: true,
      async handle(call) {
        const { pathOf } = await load();
        return answerPage(
          call,
          pageHtml({
            schema,
            needsKey: keys !== undefined,
            scriptPath: pathOf("page.js"),
            stylePath: pathOf("page.css"),
            iconPath: pathOf("icon.svg"),
          }),
        );
      },
    },
    {
      method: "get",
      path: "/page/model.json",
      handle(call) {
        const { identity, pipelineText, ranges } = keeper.current;
        const file: PageModelFile = { schema, identity, pipelineText, ranges };
        return answerJson(call, file);
      },
    },
    assetEndpoint(folder, load),
  ];
}

async function loadAssets(): Promise<Assets> {
  const { default: script } = await import("../page/bundle.js", { with: { type: "text" } });
  return createAssets(folder, [
    { name: "page.js", contentType: "text/javascript; charset=utf-8", text: script },
    { name: "page.css", contentType: "text/css; charset=utf-8", text: pageStyle },
    { name: "icon.svg", contentType: "image/svg+xml", text: pageIcon },
  ]);
}
