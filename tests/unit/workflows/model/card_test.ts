import assert from "node:assert/strict";
import { heartSchema } from "@/schema/heart.ts";
import { modelCard } from "@/workflows/model/card.ts";
import { assessedModel } from "../../../assessed_models.ts";

const subject = await assessedModel("forest");
const card = modelCard(subject);

Deno.test("the card begins with what the model is not, and that its data are made up", () => {
  const [title, first, second] = card.split("\n\n");
  assert.equal(title, "# Random forest: does this patient have heart disease?");
  assert.match(first, /^\*\*Not a medical device\.\*\*/);
  assert.match(second, /^> \*\*SYNTHETIC DATA\.\*\*/);
  const real = modelCard({ ...subject, dataset: { ...subject.dataset, source: "uci" } });
  assert(!/synthetic/i.test(real));
});

Deno.test("each part names its TRIPOD+AI items, and the head names them all once", () => {
  const head = /This card answers items (.*) of TRIPOD\+AI/.exec(card)![1].split(", ");
  assert.equal(new Set(head).size, head.length);
  const parts = card.split("\n## ").slice(1);
  const items = parts.flatMap((part) => /^\*TRIPOD\+AI (.*)\*$/m.exec(part)![1].split(", "));
  assert.deepEqual(new Set(items), new Set(head));
});

Deno.test("inputs, hold-out and folds, sites and groups all stand in tables", () => {
  for (const { name } of heartSchema.features) assert(card.includes(`| \`${name}\` |`), name);
  const { holdOut, crossValidation, sites, slices } = subject.assessment;
  const auc = `| ROC AUC | ${holdOut.evaluation.rocAuc.toFixed(3)} | ` +
    `${crossValidation.mean.rocAuc.toFixed(3)} ± ${crossValidation.deviation.rocAuc.toFixed(3)} |`;
  assert(card.includes(auc), auc);
  for (const { site, rowCount } of sites) assert(card.includes(`| ${site} | ${rowCount} |`), site);
  for (const { title, label } of slices) assert(card.includes(`| ${title} | ${label} |`), label);
});

Deno.test("data from one site have no site table, and the card says so", () => {
  const lone = { ...subject, assessment: { ...subject.assessment, sites: [] } };
  assert(modelCard(lone).includes("Unknown: all rows come from one site."));
});
