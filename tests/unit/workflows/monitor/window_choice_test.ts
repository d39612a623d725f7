import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { chooseWindow, describeWindow, parseDuration } from "@/workflows/monitor/window_choice.ts";

Deno.test("a length of time is a number with a unit", () => {
  const lengths = { "90s": 90_000, "15m": 900_000, "24h": 86_400_000, "7d": 604_800_000 };
  for (const [text, ms] of Object.entries(lengths)) assert.equal(parseDuration(text), ms);
  for (const text of ["", "7", "d", "0d", "-1h", "1.5h", "9999999999999d", "7 days"]) {
    assert.equal(parseDuration(text), undefined, text);
  }
});

Deno.test("a window is what came since the last check unless one is asked for", () => {
  assert.deepEqual(chooseWindow({}, 1000), { kind: "new" });
  assert.deepEqual(chooseWindow({ all: true }, 1000), { kind: "all" });
  assert.deepEqual(chooseWindow({ sinceMs: 5 }, 1000), { kind: "since", sinceMs: 5 });
  assert.deepEqual(chooseWindow({ lengthMs: 400 }, 1000), { kind: "since", sinceMs: 600 });
  assert.throws(() => chooseWindow({ all: true, sinceMs: 5 }, 1000), UserError);
  assert.throws(() => chooseWindow({ lengthMs: 5, sinceMs: 5 }, 1000), UserError);
  assert.equal(
    describeWindow({ kind: "since", sinceMs: 0 }),
    "since 1970-01-01T00:00:00.000Z",
  );
});
