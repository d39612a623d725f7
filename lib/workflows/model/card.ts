/**
 * The model card: what a person must know before using a model, under the items of TRIPOD+AI that
 * each part answers (Collins et al., BMJ 2024;385:e078378).
 */
import { estimatorCatalog } from "@/estimators/catalog.ts";
import { dataSection, missingSection, modelSection } from "@/workflows/model/card_sections.ts";
import {
  inputTable,
  performanceTable,
  siteTable,
  sliceTable,
} from "@/workflows/model/card_tables.ts";
import type { ModelSubject } from "@/workflows/model/subject.ts";

interface Section {
  readonly title: string;
  /** Items of TRIPOD+AI. */
  readonly items: readonly string[];
  readonly text: string;
}

/** The card as Markdown. */
export function modelCard(subject: ModelSubject): string {
  const { pipeline } = subject.assessment;
  const parts = sections(subject);
  const items = new Set(parts.flatMap((section) => section.items));
  return [
    `# ${
      estimatorCatalog[pipeline.recipe.estimator.kind].title
    }: does this patient have heart disease?`,
    "**Not a medical device.** Nobody may be diagnosed, treated or turned away because of what it says.",
    ...(subject.dataset.source === "synthetic" ? [syntheticWarning] : []),
    `This card answers items ${[...items].join(", ")} of TRIPOD+AI (doi:10.1136/bmj-2023-078378).`,
    ...parts.map(({ title, items, text }) =>
      `## ${title}\n\n*TRIPOD+AI ${items.join(", ")}*\n\n${text}`
    ),
  ].join("\n\n") + "\n";
}

const syntheticWarning = "> **SYNTHETIC DATA.** Every patient behind this model was made up by a " +
  "generator. Its figures say nothing about real patients.";

function sections(subject: ModelSubject): Section[] {
  const { assessment } = subject;
  const { pipeline } = assessment;
  const { schema } = pipeline;
  const { target } = schema;
  return [
    {
      title: "Intended use",
      items: ["3b", "27b"],
      text: "Research and teaching: to estimate the probability that angiography would show " +
        "heart disease in an adult who has been referred for it. For people who can judge a " +
        "probability and its uncertainty, not for patients, and not for screening: people who " +
        "were not referred have a far lower risk than these.",
    },
    { title: "Data", items: ["5a", "6a", "21"], text: dataSection(subject) },
    {
      title: "Outcome and inputs",
      items: ["8a", "9b"],
      text:
        `The outcome is positive where \`${target.name}\` is at least ${target.positiveFrom}. ` +
        `${target.description}\n\n${inputTable(schema)}\n\n` +
        "Codes in brackets are accepted in place of labels. The site is never an input.",
    },
    { title: "Missing values", items: ["11", "27a"], text: missingSection(pipeline) },
    { title: "Model", items: ["12c", "15", "22"], text: modelSection(pipeline) },
    {
      title: "Performance",
      items: ["12e", "23a"],
      text: `${performanceTable(assessment)}\n\n` +
        "Folds give mean ± sample standard deviation; each refits the whole pipeline.",
    },
    {
      title: "At a hospital it has never seen",
      items: ["12d", "23b"],
      text: assessment.sites.length === 0
        ? "Unknown: all rows come from one site."
        : `${siteTable(assessment)}\n\nEach site was judged by a model trained on the others.`,
    },
    {
      title: "Groups of patients",
      items: ["14", "23a"],
      text: `${sliceTable(assessment)}\n\n` +
        "On out-of-fold predictions. Wide intervals mean that a group is too small to judge.",
    },
    {
      title: "Limits",
      items: ["26"],
      text: [
        "- Few patients from the 1980s; diagnostics and treatment have changed since.",
        "- Referred patients only, mostly men: expect it to be wrong elsewhere.",
        "- What was measured, and how often, differs between hospitals; missing values carry " +
        "information that another hospital's will not.",
        "- A held-out site shows what to expect at a new hospital; cross-validation is kinder.",
      ].join("\n"),
    },
  ];
}
