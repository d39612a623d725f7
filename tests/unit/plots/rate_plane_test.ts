import assert from "node:assert/strict";
import { legendName } from "@/plots/rate_plane.ts";

Deno.test("legendName() breaks a name that would squeeze the plane, word by word", () => {
  assert.equal(legendName("Random forest"), "<b>Random forest</b>");
  const long = legendName("Gradient boosting with a name that is much too long");
  assert.match(long, /^<b>Gradient boosting[^<]*<\/b><br><b>[^<]*too long<\/b>$/);
});
