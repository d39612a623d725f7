/** schemathesis (Python) asks the service for all that its document allows, and all that it does not. */
import assert from "node:assert/strict";
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";
import { runCommand } from "@/adapters/python/command.ts";
import { peerPython } from "../../../bench/peer_python.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { madeUpModel } from "../page/made_up_model.ts";
import { withPageService } from "../page/page_service.ts";

const settings = ["--checks=all", "--continue-on-failure", "--no-shrink", "--max-examples=15"];
// The same requests each time, and none that an earlier run kept.
const reproducible = ["--seed=42", "--generation-database=none"];

const peer = {
  module: "schemathesis",
  title: "schemathesis",
  hint: "Its packages come from PyPI; see requirements/schemathesis.lock.",
};

Deno.test("schemathesis finds that the service does what its document says, and nothing else", () =>
  withTemporaryFolder(async (folder) => {
    const python = await peerPython(peer);
    const { key, line } = createKey("schemathesis");
    const service = { ...madeUpModel("forest"), keys: parseKeys(line, "a test's keys") };
    await withPageService(service, async ({ url }) => {
      const { success, output } = await runCommand(python, [
        ...["-m", "schemathesis.cli", "--no-color", "run", `${url}/openapi.json`],
        ...["--header", `Authorization: Bearer ${key}`, ...settings, ...reproducible],
      ], { cwd: folder });
      assert.ok(success, output);
      const [, count] = /(\d+) generated, \1 passed/.exec(output) ?? [];
      assert.ok(Number(count) > 100, output);
    });
  }));
