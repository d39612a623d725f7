/** Draws figures in a thread of its own, which loads plotly.js while other work goes on. */
import type { DrawMethod, RenderAnswer, RenderRequest } from "@/adapters/plotly/render_request.ts";
import type { PlotlyRenderer } from "@/adapters/plotly/renderer.ts";

interface Pending {
  resolve(value: string | Uint8Array): void;
  reject(error: Error): void;
}

/** Starts the thread; returns at once, and the first picture waits until it has loaded. */
export function startPlotWorker(): PlotlyRenderer {
  const worker = new Worker(import.meta.resolve("./render_worker.ts"), { type: "module" });
  const pending = new Map<number, Pending>();
  let requestCount = 0;
  let ended: Error | undefined;

  const end = (reason: Error) => {
    ended ??= reason;
    worker.terminate();
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
  };
  worker.onmessage = ({ data: answer }: MessageEvent<RenderAnswer>) => {
    const request = pending.get(answer.id);
    pending.delete(answer.id);
    if ("error" in answer) request?.reject(answer.error);
    else request?.resolve(answer.value);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end(new Error(`The thread that draws figures failed: ${event.message}`));
  };

  const ask = <Value extends string | Uint8Array>(method: DrawMethod, input: unknown[]) =>
    new Promise<Value>((resolve, reject) => {
      if (ended) return reject(ended);
      const id = requestCount++;
      pending.set(id, { resolve: resolve as Pending["resolve"], reject });
      worker.postMessage({ id, method, input } as RenderRequest);
    });
  return {
    svg: (...input) => ask("svg", input),
    png: (...input) => ask("png", input),
    html: (...input) => ask("html", input),
    close: () => end(new Error("The renderer is closed.")),
  };
}
