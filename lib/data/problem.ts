/** What is wrong with a file of data, all of it at once, in words a person can act on. */
import { exitCode, UserError } from "@/errors.ts";

/** One thing that makes a file unusable. */
export interface Problem {
  /** Line of the file, from 1. */
  readonly line?: number;
  readonly column?: string;
  readonly found: string;
  readonly required: string;
  readonly hint?: string;
}

/** What is wrong with one file. */
export interface FileProblems {
  readonly fileName: string;
  /** In any order; they are listed by line. */
  readonly problems: readonly Problem[];
}

const listedCount = 20;

/**
 * Does nothing when there are no problems.
 *
 * @param attempt what was tried, such as `read heart.csv`
 * @throws {UserError} that lists the first 20 problems, counts the rest and gives every distinct hint
 */
export function refuseProblems(attempt: string, files: readonly FileProblems[]): void {
  const problems = files.flatMap(({ fileName, problems }) =>
    problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .map((problem) => ({ text: describeProblem(fileName, problem), hint: problem.hint }))
  );
  if (problems.length === 0) return;
  const listed = problems.slice(0, listedCount).map(({ text }) => `\n  ${text}`);
  const restCount = problems.length - listed.length;
  if (restCount > 0) listed.push(`\n  … and ${restCount} more`);
  const hints = new Set(problems.flatMap(({ hint }) => hint ?? []));
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new UserError(`Cannot ${attempt}: ${count}.${listed.join("")}`, {
    exitCode: exitCode.data,
    hint: [...hints].join(" ") || "Correct the file and try again; nothing was changed.",
  });
}

/** One problem on one line: file, line and column, what was found, what is required. */
export function describeProblem(fileName: string, problem: Problem): string {
  const { line, column, found, required } = problem;
  const place = [
    fileName,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ];
  return `${place.join(", ")}: found ${found}; required: ${required}`;
}

/** A value as it is shown in a message: quoted, one line, never long. */
export function quoteFound(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
