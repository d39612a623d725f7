/** Errors as a kernel prints them: by their stack. */
import assert from "node:assert/strict";
import { withHint } from "@/adapters/notebook/with_hint.ts";
import { UserError } from "@/errors.ts";

Deno.test("work that succeeds gives its result", async () => {
  assert.equal(await withHint(() => Promise.resolve(7)), 7);
});

Deno.test("an error for people is printed with its next step and without a trace", async () => {
  const fail = (error: Error) => withHint(() => Promise.reject(error)).catch(({ stack }) => stack);
  const hint = "Start it: deno task mlflow";
  assert.equal(await fail(new UserError("No server.", { hint })), `No server.\n→ ${hint}`);
  assert.equal(await fail(new UserError("No server.")), "No server.");
});

Deno.test("any other error keeps its trace, and each is the very one that was thrown", async () => {
  for (const error of [new TypeError("a defect"), new UserError("expected")]) {
    await assert.rejects(withHint(() => Promise.reject(error)), (thrown) => thrown === error);
  }
  const defect = new TypeError("a defect");
  const { stack } = defect;
  await assert.rejects(
    withHint(() => Promise.reject(defect)),
    (error: Error) => error.stack === stack,
  );
});
