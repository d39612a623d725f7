/** The least that a Hono service does: read a patient, answer in JSON; no model, no log. */
import { Hono } from "hono";
import { heartSchema } from "@/schema/heart.ts";
import { isRefusal, readPatient } from "@/workflows/serve/answer.ts";

const app = new Hono();

app.post("/predict", async (call) => {
  const patient = readPatient(heartSchema, await call.req.json(), "refuse");
  if (isRefusal(patient)) return call.json(patient, 422);
  return call.json({ prediction: 0, label: "No disease", probability: 0.25, threshold: 0.5 });
});

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`http://127.0.0.1:${port}`),
}, app.fetch);
