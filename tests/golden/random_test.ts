/** The random streams equal an independent implementation's, bit for bit. */
import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import golden from "./random.json" with { type: "json" };

for (const { path, doubles } of golden) {
  Deno.test(`the stream ${JSON.stringify(path)} draws the same doubles`, () => {
    const [seed, ...labels] = path;
    const random = labels.reduce(
      (parent: ReturnType<typeof createRandom>, label) => parent.fork(label),
      createRandom(Number(seed)),
    );
    assert.deepEqual(doubles.map(() => random.next()), doubles);
  });
}
