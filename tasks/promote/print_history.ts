/** Shows versions, their audit and who was in Production when: for people, and as JSON. */
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import { wrapWords } from "@/adapters/terminal/wrap_words.ts";
import type { AuditEntry } from "@/workflows/promote/audit_entry.ts";
import { type Moment, type Service, servicesAt } from "@/workflows/promote/history.ts";
import { auditMend, auditProblems, type Ledger } from "@/workflows/promote/ledger.ts";
import type { RegisteredVersion, Stage } from "@/workflows/registry.ts";

/** Tags of a version that tell how good it is. */
const shownMetrics = { cv_roc_auc_mean: "CV AUC", holdout_roc_auc: "hold-out AUC" } as const;

/** Rules of the gate whose figures tell how good a version was found to be. */
const shownFigures: Readonly<Record<string, string>> = {
  "floor.roc_auc": "AUC",
  "floor.brier": "Brier",
};

/** Prints all versions and then the audit, both newest first. */
export function printHistory(ledger: Ledger): void {
  const { model, entries } = ledger;
  console.log(style("bold", `Versions of ${model.name}`));
  console.log(table(
    [
      { title: "version", align: "right" },
      { title: "stage" },
      { title: "aliases" },
      ...Object.values(shownMetrics).map((title) => ({ title, align: "right" as const })),
      { title: "data" },
      { title: "registered (UTC)" },
    ],
    model.versions.map(versionRow),
  ));
  console.log(style("cyan", model.url));
  if (entries.length === 0) {
    return console.log("\nThe audit is empty: deno task promote has not moved any version yet.");
  }
  console.log(`\n${style("bold", "Audit")}, newest first`);
  console.log(table(
    [
      { title: "when (UTC)" },
      { title: "who" },
      { title: "action" },
      { title: "version", align: "right" },
      { title: "why, and what the gate found" },
    ],
    entries.toReversed().map((entry) => entryRow(entry, ledger)),
  ));
  const problems = auditProblems(ledger);
  if (problems.length === 0) return;
  console.log(style("red", `The audit is not whole: ${problems.join("; ")}.`));
  console.log(`${style("cyan", "→")} ${auditMend}`);
}

function versionRow(version: RegisteredVersion): string[] {
  const { stage, status, aliases, tags, createdMs } = version;
  const colours: Partial<Record<Stage, "green" | "yellow">> = {
    Production: "green",
    Staging: "yellow",
  };
  const colour = colours[stage];
  const source = tags["data.source"] ?? "–";
  return [
    String(version.version),
    (colour ? style(colour, stage) : stage) + (status === "READY" ? "" : ` (${status})`),
    aliases.join(", "),
    ...Object.keys(shownMetrics).map((key) => figure(tags[key])),
    source === "synthetic" ? style("yellow", "SYNTHETIC") : source,
    minute(new Date(createdMs).toISOString()),
  ];
}

function figure(text: string | undefined): string {
  const value = Number(text ?? NaN);
  return Number.isFinite(value) ? value.toFixed(3) : "–";
}

function entryRow(entry: AuditEntry, { state }: Ledger): string[] {
  const { key, at, by, action, version, forced, why, gate = [] } = entry;
  const failed = gate.filter(([, , , verdict]) => verdict === "fail").map(([name]) => name);
  const figures = gate.flatMap(([name, value]) =>
    name in shownFigures ? [`${shownFigures[name]} ${value?.toFixed(3)}`] : []
  );
  const remarks = [
    ...(why ? [why] : []),
    ...(figures.length > 0 ? [figures.join(", ")] : []),
    ...(failed.length > 0 ? [`failed: ${failed.join(", ")}`] : []),
    ...(state.overtaken.has(key) ? ["without effect: another was faster"] : []),
  ];
  return [
    minute(at),
    by,
    style(
      action === "refuse" ? "red" : forced ? "yellow" : "bold",
      forced ? `${action}, forced` : action,
    ),
    version === null ? "" : String(version),
    remarks.flatMap((remark) => wrapWords(remark, remarkLength)).join("\n"),
  ];
}

const remarkLength = 36;

function minute(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

/** Prints in one line what was in Production on a day or at a moment. */
export function printServices(ledger: Ledger, moment: Moment): void {
  const services = servicesAt(ledger.state, moment);
  const { name } = ledger.model;
  if (services.length === 0) {
    return console.log(`${moment.text}: no version of ${name} was in Production.`);
  }
  console.log(`${moment.text}: ${services.map(describeService).join(", then ")} of ${name}.`);
}

function describeService({ version, since, until }: Service): string {
  const end = until === undefined ? "" : ` until ${minute(until.at)}`;
  return `version ${version} (from ${minute(since.at)}${end}, by ${since.by})`;
}

/** Versions and audit for programs, both newest first. */
export function historyRecord(ledger: Ledger) {
  const { model, entries, state } = ledger;
  return {
    model: model.name,
    url: model.url,
    versions: model.versions.map(({ createdMs, name: _, ...version }) => ({
      ...version,
      created: new Date(createdMs).toISOString(),
    })),
    audit: entries.toReversed().map((entry) => ({
      ...entry,
      overtaken: state.overtaken.has(entry.key),
    })),
    audit_problems: auditProblems(ledger),
  };
}

/** What was in Production, for programs. */
export function servicesRecord({ model, state }: Ledger, moment: Moment) {
  return {
    model: model.name,
    at: moment.text,
    versions: servicesAt(state, moment).map(({ version, since, until }) => ({
      version,
      since: since.at,
      until: until?.at ?? null,
      by: since.by,
    })),
  };
}
