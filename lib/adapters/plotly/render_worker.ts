/** The thread that draws: loads plotly.js at once and answers requests in turn. */
import type { RenderAnswer, RenderRequest } from "@/adapters/plotly/render_request.ts";
import type { PlotlyRenderer } from "@/adapters/plotly/renderer.ts";

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  onmessage: (event: MessageEvent<RenderRequest>) => void;
  postMessage(answer: RenderAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
// Imported here, so that a failure to load reaches whoever asks for a picture.
const loading = import("@/adapters/plotly/renderer.ts")
  .then(({ createPlotRenderer }) => createPlotRenderer());
loading.catch(() => {});

scope.onmessage = async ({ data: request }) => {
  try {
    scope.postMessage({ id: request.id, value: await answer(await loading, request) });
  } catch (error) {
    scope.postMessage({
      id: request.id,
      error: error instanceof Error ? error : new Error(String(error)),
    });
  }
};

function answer(renderer: PlotlyRenderer, request: RenderRequest): Promise<string | Uint8Array> {
  switch (request.method) {
    case "svg":
      return renderer.svg(...request.input);
    case "png":
      return renderer.png(...request.input);
    case "html":
      return renderer.html(...request.input);
  }
}
