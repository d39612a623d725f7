import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { exitCode, UserError } from "@/errors.ts";
import { parseWebhook, sendWebhook, type WebhookEffects } from "@/adapters/monitoring/webhook.ts";

const webhook = parseWebhook("https://example.org/hook?key=1", "hush");

/** Answers with these statuses in turn; an error is thrown. */
function effectsOf(answers: readonly (number | Error)[]) {
  const requests: { headers: Headers; body: string }[] = [];
  const waits: number[] = [];
  const effects: WebhookEffects = {
    fetch: (_, init) => {
      requests.push({ headers: new Headers(init?.headers), body: String(init?.body) });
      const answer = answers[requests.length - 1];
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve(new Response(null, { status: answer }));
    },
    signal: new AbortController().signal,
    random: () => 0.5,
    sleep: (ms) => Promise.resolve(void waits.push(ms)),
    now: () => 1_700_000_000_000,
  };
  return { effects, requests, waits };
}

Deno.test("a verdict is signed over its time and body", async () => {
  const { effects, requests } = effectsOf([200]);
  await sendWebhook(webhook, { verdict: "alarm" }, effects);
  const [{ headers, body }] = requests;
  assert.equal(body, '{"verdict":"alarm"}');
  const expected = createHmac("sha256", "hush").update(`1700000000.${body}`).digest("hex");
  assert.equal(headers.get("x-heart-timestamp"), "1700000000");
  assert.equal(headers.get("x-heart-signature"), `sha256=${expected}`);
  assert.equal(headers.get("content-type"), "application/json");
});

Deno.test("what passes is tried again, ever later", async () => {
  const { effects, requests, waits } = effectsOf([503, new Error("no route"), 429, 204]);
  await sendWebhook(webhook, {}, effects);
  assert.equal(requests.length, 4);
  assert.deepEqual(waits, [375, 750, 1500]);
});

Deno.test("a refusal, a redirection and a receiver that never answers are told", async () => {
  const told = async (answers: readonly (number | Error)[]) => {
    const { effects, requests } = effectsOf(answers);
    const error = await sendWebhook(webhook, {}, effects).then(() => undefined, (error) => error);
    assert(error instanceof UserError && error.exitCode === exitCode.unavailable);
    assert(!error.message.includes("key=1"), "an address may hold a key");
    return { message: error.message, count: requests.length };
  };
  assert.match((await told([401])).message, /status 401/);
  assert.equal((await told([302])).count, 1);
  const { message, count } = await told(Array.from({ length: 9 }, () => new Error("no route")));
  assert.match(message, /no route \(tried 5 times\)/);
  assert.equal(count, 5);
});

Deno.test("without a secret, or an address that is one, nothing is sent", () => {
  assert.throws(() => parseWebhook("https://example.org", undefined), /HEART_WEBHOOK_SECRET/);
  assert.throws(() => parseWebhook("https://example.org", ""), UserError);
  for (const text of ["example.org", "ftp://example.org", ""]) {
    assert.throws(() => parseWebhook(text, "hush"), /no http or https address/);
  }
});
