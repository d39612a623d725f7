import assert from "node:assert/strict";
import { join } from "node:path";
import { exitCode } from "@/errors.ts";
import { smallTable, withCell } from "../../unit/data/small_table.ts";
import { dataFiles, inProjectFolder, projectRoot } from "./project_folder.ts";

/** Runs the task's own command, permissions included, in another folder. */
async function runData(root: string, ...flags: string[]) {
  const { tasks } = JSON.parse(await Deno.readTextFile(join(projectRoot, "deno.json")));
  const [, run, ...words] = tasks.data.command.split(" ");
  const script = join(projectRoot, words.pop());
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [run, ...words, `--config=${join(projectRoot, "deno.json")}`, script, ...flags],
    cwd: root,
    env: { NO_COLOR: "1", HEART_DATA: "" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: decode(stdout), errors: decode(stderr) };
}

Deno.test("deno task data announces a synthetic cohort and shows its quality", () =>
  inProjectFolder(async (root) => {
    const { code, out, errors } = await runData(root, "--offline");
    assert.equal(code, 0, errors);
    assert.match(errors, /SYNTHETIC DATA, NOT REAL PATIENTS/);
    assert.match(errors, /Why: The network was not to be used/);
    assert.match(out, /920 rows, SYNTHETIC/);
    assert.match(out, /│ ca +│/);
    assert.match(out, /written: .*heart_disease_uci\.csv/);
  }));

Deno.test("deno task data --json prints nothing but JSON on standard output", () =>
  inProjectFolder(async (root) => {
    await Deno.writeTextFile(join(root, "mine.csv"), smallTable);
    const { code, out, errors } = await runData(root, "--from", "mine.csv", "--json");
    assert.equal(code, 0, errors);
    const { source, change, quality } = JSON.parse(out);
    assert.deepEqual([source, change, quality.rowCount], ["file", "written", 3]);
  }));

Deno.test("deno task data writes a cohort of its own size elsewhere, the same for the same seed", () =>
  inProjectFolder(async (root) => {
    const flags = ["--synthetic", "--rows", "50", "--seed", "9", "--json"];
    const first = await runData(root, ...flags, "--output", "a.csv");
    const second = await runData(root, ...flags, "--output", join("new", "b.csv"));
    assert.equal(first.code, 0, first.errors);
    assert.equal(JSON.parse(first.out).digest, JSON.parse(second.out).digest);
    assert.deepEqual(dataFiles(root), ["cohort_statistics.json"]);
  }));

Deno.test("deno task data ends with the data code for broken data, the usage code for wrong flags", () =>
  inProjectFolder(async (root) => {
    await Deno.writeTextFile(join(root, "broken.csv"), withCell("age", "old"));
    const broken = await runData(root, "--from", "broken.csv");
    assert.equal(broken.code, exitCode.data);
    assert.match(broken.errors, /broken\.csv, line 2, column age: found "old"/);
    for (const flags of [["--rows", "5"], ["--rows", "x", "--synthetic"], ["--what"]]) {
      assert.equal((await runData(root, ...flags)).code, exitCode.usage, flags.join(" "));
    }
    assert.equal((await runData(root, "--help")).code, 0);
  }));
