/** Ports for JupyterLab, beside programs that have some already. */
import assert from "node:assert/strict";
import { choosePort } from "@/adapters/jupyter/free_port.ts";
import { exitCode, UserError } from "@/errors.ts";

const listen = (port: number) => Deno.listen({ hostname: "127.0.0.1", port });

Deno.test("a port that is asked for is taken if it is free, and refused by name if not", () => {
  const listener = listen(0);
  const { port } = listener.addr as Deno.NetAddr;
  assert.throws(() => choosePort(port), (error) => {
    assert(error instanceof UserError);
    assert.equal(error.exitCode, exitCode.unavailable);
    assert.ok(error.message.includes(`port ${port} is taken`), error.message);
    assert.match(error.hint ?? "", /Leave --port away/);
    return true;
  });
  listener.close();
  assert.equal(choosePort(port), port);
});

Deno.test("without a wish it is the first free one from 8888 on", () => {
  const first = choosePort(undefined);
  assert.ok(first >= 8888);
  const listener = listen(first);
  assert.ok(choosePort(undefined) > first);
  listener.close();
});
