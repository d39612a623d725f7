import assert from "node:assert/strict";
import { startPlotWorker } from "@/adapters/plotly/plot_worker.ts";
import { createPlotRenderer } from "@/adapters/plotly/renderer.ts";
import type { Figure } from "@/plots/figure.ts";
import { exampleFigures } from "../../plots/example_figures.ts";

const [figure] = exampleFigures;

Deno.test("a worker's pictures and pages are those of the renderer in this thread", async () => {
  const [worker, renderer] = [startPlotWorker(), await createPlotRenderer()];
  try {
    const drawn = await Promise.all(
      [worker, renderer].map((drawer) =>
        Promise.all([
          drawer.svg(figure),
          drawer.svg(figure, { theme: "dark" }),
          drawer.png(figure, { scale: 1 }),
          drawer.html(exampleFigures, { title: "Report", description: "920 patients" }),
        ])
      ),
    );
    assert.deepEqual(drawn[0], drawn[1]);
  } finally {
    worker.close();
    renderer.close();
  }
});

Deno.test("what cannot be drawn comes back from a worker as an error, and it goes on", async () => {
  const worker = startPlotWorker();
  try {
    const broken = { ...figure, layout: null } as unknown as Figure;
    const [bad, good] = await Promise.allSettled([worker.svg(broken), worker.svg(figure)]);
    assert.equal(bad.status, "rejected");
    assert.ok(bad.reason instanceof Error);
    assert.equal(good.status, "fulfilled");
  } finally {
    worker.close();
  }
});

Deno.test("closing a worker rejects what is under way and what comes later", async () => {
  const worker = startPlotWorker();
  const underWay = worker.svg(figure);
  worker.close();
  await assert.rejects(underWay, /renderer is closed/);
  await assert.rejects(worker.svg(figure), /renderer is closed/);
});

Deno.test({
  name: "a worker draws SVG and HTML without native code, network, writing or system calls",
  permissions: { read: true, env: ["UNDICI_NO_WASM_SIMD", "UNDICI_USE_MILO"] },
  fn: async () => {
    const worker = startPlotWorker();
    try {
      assert.match(await worker.svg(figure), /^<svg/);
      assert.match(await worker.html([figure], { title: "Report" }), /^<!doctype html>/);
      await assert.rejects(worker.png(figure), /Requires (ffi|sys) access/);
    } finally {
      worker.close();
    }
  },
});

Deno.test({
  name: "a worker that cannot load says why",
  permissions: { read: ["lib"], env: false, net: false },
  fn: async () => {
    const worker = startPlotWorker();
    try {
      await assert.rejects(worker.svg(figure), /(read|env) access/);
    } finally {
      worker.close();
    }
  },
});
