/** Shows what the doctor found: lines for people, a record for programs. */
import { type Style, style } from "@/adapters/terminal/style.ts";
import { wrapWords } from "@/adapters/terminal/wrap_words.ts";
import { count } from "@/plots/wording.ts";
import type { CheckReport } from "@/workflows/doctor/examine.ts";
import type { Finding } from "@/workflows/doctor/finding.ts";

const marks = {
  sound: ["green", "✓"],
  warning: ["yellow", "!"],
  error: ["red", "✗"],
  skipped: ["dim", "·"],
} as const satisfies Record<string, readonly [Style, string]>;

const titleWidth = 15;
const lineLength = 96;

/** Whether no error is left. */
export function isSound(reports: readonly CheckReport[]): boolean {
  return reports.every(({ findings }) => findings.every(({ severity }) => severity !== "error"));
}

/** Prints a line for each check, what was found with how to mend it, and a closing line. */
export function printExamination(reports: readonly CheckReport[]): void {
  for (const report of reports) printReport(report);
  console.log(`\n${closing(reports)}`);
}

function printReport({ title, summary, isSkipped, findings, repairs }: CheckReport): void {
  const name = style("bold", title.padEnd(titleWidth));
  if (findings.length === 0) {
    console.log(`${mark(isSkipped ? "skipped" : "sound")} ${name} ${style("dim", summary)}`);
  }
  for (const [index, { severity, message, mend }] of findings.entries()) {
    const heading = index === 0 ? name : " ".repeat(titleWidth);
    const [first, ...rest] = wrapWords(message, lineLength - titleWidth);
    console.log(`${mark(severity)} ${heading} ${first}`);
    for (const line of rest) console.log(indented(line));
    for (const line of wrapWords(`→ ${mend}`, lineLength - titleWidth)) {
      console.log(indented(style("cyan", line)));
    }
  }
  for (const repair of repairs) {
    for (const line of wrapWords(`mended: ${repair}`, lineLength - titleWidth)) {
      console.log(indented(style("green", line)));
    }
  }
}

function mark(kind: keyof typeof marks): string {
  const [look, sign] = marks[kind];
  return style(look, sign);
}

function indented(line: string): string {
  return " ".repeat(titleWidth + 3) + line;
}

function closing(reports: readonly CheckReport[]): string {
  const all = reports.flatMap(({ findings }) => findings);
  const repaired = reports.flatMap(({ repairs }) => repairs).length;
  const mended = repaired > 0 ? `${count(repaired, "thing")} mended; ` : "";
  if (all.length === 0) return style("green", `${mended}all is sound.`);
  const countOf = (severity: Finding["severity"]) =>
    all.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [countOf("error"), countOf("warning")];
  const found = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ].join(", ");
  return style(errors > 0 ? "red" : "yellow", `${mended}${found}.`);
}

/** The examination for programs. */
export function examinationRecord(reports: readonly CheckReport[]) {
  return {
    sound: isSound(reports),
    checks: reports.map(({ title, summary, isSkipped = false, findings, repairs }) => ({
      title,
      summary,
      skipped: isSkipped,
      findings,
      repairs,
    })),
  };
}
