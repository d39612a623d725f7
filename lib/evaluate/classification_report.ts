/** The report of precision, recall and F1 by class that data scientists know, as data and as text. */
import type { ConfusionMatrix } from "@/evaluate/confusion_matrix.ts";
import { accuracy } from "@/evaluate/metrics/accuracy.ts";
import { f1 } from "@/evaluate/metrics/f1.ts";
import { precision } from "@/evaluate/metrics/precision.ts";
import { ratio } from "@/evaluate/metrics/ratio.ts";
import { recall } from "@/evaluate/metrics/recall.ts";

/** One class, or an average of both. */
export interface ReportLine {
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Number of rows. */
  readonly support: number;
}

/** The report. */
export interface ClassificationReport {
  /** Class 0 and class 1. */
  readonly classes: readonly [ReportLine, ReportLine];
  readonly accuracy: number;
  /** Plain mean of the classes. */
  readonly macroAverage: ReportLine;
  /** Mean of the classes weighted by support. */
  readonly weightedAverage: ReportLine;
}

/** The report of a confusion matrix; `classNames` are the words for class 0 and class 1. */
export function classificationReport(
  matrix: ConfusionMatrix,
  classNames: readonly [string, string],
): ClassificationReport {
  const classes = [
    reportLine(classNames[0], withClassesSwapped(matrix)),
    reportLine(classNames[1], matrix),
  ] as const;
  return {
    classes,
    accuracy: accuracy(matrix),
    macroAverage: average("macro avg", classes, () => 1),
    weightedAverage: average("weighted avg", classes, ({ support }) => support),
  };
}

/**
 * The report as text; equals scikit-learn's `classification_report(…, zero_division=0)`, except
 * that support is always a whole number (there `11.0` when no row is labelled right).
 */
export function formatClassificationReport(report: ClassificationReport): string {
  const { classes, macroAverage, weightedAverage } = report;
  const width = Math.max(...[...classes, weightedAverage].map(({ name }) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    `${name.padStart(width)} ${cells.map((cell) => cell.padStart(10)).join("")}`;
  const scores = ({ name, precision, recall, f1, support }: ReportLine) =>
    line(name, [...[precision, recall, f1].map(twoDecimals), String(support)]);
  return [
    line("", ["precision", "recall", "f1-score", "support"]),
    "",
    ...classes.map(scores),
    "",
    line("accuracy", ["", "", twoDecimals(report.accuracy), String(macroAverage.support)]),
    scores(macroAverage),
    scores(weightedAverage),
    "",
  ].join("\n");
}

function reportLine(name: string, matrix: ConfusionMatrix): ReportLine {
  return {
    name,
    precision: precision(matrix),
    recall: recall(matrix),
    f1: f1(matrix),
    support: matrix.truePositives + matrix.falseNegatives,
  };
}

function average(
  name: string,
  lines: readonly ReportLine[],
  weightOf: (line: ReportLine) => number,
): ReportLine {
  const total = (valueOf: (line: ReportLine) => number) =>
    lines.reduce((sum, line) => sum + valueOf(line), 0);
  const mean = (score: "precision" | "recall" | "f1") =>
    ratio(total((line) => weightOf(line) * line[score]), total(weightOf));
  return {
    name,
    precision: mean("precision"),
    recall: mean("recall"),
    f1: mean("f1"),
    support: total(({ support }) => support),
  };
}

function withClassesSwapped(matrix: ConfusionMatrix): ConfusionMatrix {
  return {
    trueNegatives: matrix.truePositives,
    falsePositives: matrix.falseNegatives,
    falseNegatives: matrix.falsePositives,
    truePositives: matrix.trueNegatives,
  };
}

/** Two decimals, ties to the even digit as Python writes them; only eighths can tie exactly. */
function twoDecimals(value: number): string {
  const hundredths = Math.floor(value * 100);
  const isTie = Number.isInteger(value * 8) && value * 100 - hundredths === 0.5;
  return isTie && hundredths % 2 === 0 ? (hundredths / 100).toFixed(2) : value.toFixed(2);
}
