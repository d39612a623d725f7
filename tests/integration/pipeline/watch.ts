/** Serves a version and watches it, as the end of the pipeline does; prints what came of it. */
import { silentProgress } from "@/workflows/progress.ts";
import { batchRecord } from "../../../tasks/pipeline/print.ts";
import { serveAndWatch } from "../../../tasks/pipeline/serve_and_watch.ts";

const [model, data] = Deno.args;
const { answer, batches } = await serveAndWatch(
  { model, version: 1, seed: 42, data, onAnswer: () => {} },
  { root: Deno.cwd(), progress: silentProgress, signal: new AbortController().signal },
);
console.log(JSON.stringify({ answer, batches: batches.map(batchRecord) }));
