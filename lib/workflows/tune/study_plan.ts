/** Everything that decides what a study does, kept in its run so that any machine can go on. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import type { Dataset } from "@/data/dataset.ts";
import { parseSpace } from "@/tune/parse_space.ts";
import type { Sampler } from "@/tune/sampler.ts";
import type { Space } from "@/tune/space.ts";
import { heartSchema } from "@/schema/heart.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";

/** Names of the searches. */
export const samplerKinds = ["tpe", "random"] as const satisfies readonly Sampler["kind"][];

/** The plan; the same plan on the same data gives the same trials. */
export interface StudyPlan {
  readonly space: Space;
  readonly sampler: Sampler["kind"];
  /** Seed of splits, suggestions and fits, an integer in [0, 2³²). */
  readonly seed: number;
  readonly foldCount: number;
  /** Whether a trial is given up when it trails the median of its predecessors. */
  readonly pruning: boolean;
  /** The data that it searches on. */
  readonly data: Pick<Dataset, "source" | "digest">;
  readonly schemaFingerprint: string;
}

/** Where a study's run keeps its plan. */
export const studyPlanPath = "study.json";

/** A plan for a dataset. */
export function planStudy(
  choices: Pick<StudyPlan, "space" | "sampler" | "seed" | "foldCount" | "pruning">,
  { source, digest }: Dataset,
): StudyPlan {
  const fingerprint = schemaFingerprint(heartSchema);
  return { ...choices, data: { source, digest }, schemaFingerprint: fingerprint };
}

const planFile = z.strictObject({
  format: z.literal("heart-study"),
  version: z.literal(1),
  space: z.record(z.string(), z.unknown()),
  sampler: z.enum(samplerKinds),
  seed: z.int().min(0),
  foldCount: z.int().min(2),
  pruning: z.boolean(),
  data: z.strictObject({ source: z.enum(["uci", "file", "synthetic"]), digest: z.string() }),
  schemaFingerprint: z.string(),
});

/** The plan as a file. */
export function serializeStudyPlan(plan: StudyPlan): string {
  return `${JSON.stringify({ format: "heart-study", version: 1, ...plan }, null, 1)}\n`;
}

/**
 * Reads a plan that {@linkcode serializeStudyPlan} wrote.
 *
 * @param source what to call the text in errors
 * @throws {UserError} when it is something else, or from another version
 */
export function parseStudyPlan(text: string, source: string): StudyPlan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`Cannot read the plan of ${source}: it is not complete JSON.`, {
      exitCode: exitCode.data,
      cause,
    });
  }
  const parsed = planFile.safeParse(json);
  if (!parsed.success) {
    throw new UserError(
      `Cannot read the plan of ${source}: ${z.prettifyError(parsed.error)}.`,
      { exitCode: exitCode.data, hint: "Start a new study with this version: deno task tune" },
    );
  }
  const { format: _format, version: _version, ...plan } = parsed.data;
  return { ...plan, space: parseSpace(plan.space, source) };
}

/**
 * Checks that a dataset is the one that a study searches on.
 *
 * @throws {UserError} when rows or schema are others
 */
export function checkStudyData(plan: StudyPlan, dataset: Dataset): void {
  const fingerprint = schemaFingerprint(heartSchema);
  if (plan.schemaFingerprint !== fingerprint) {
    throw new UserError(
      `The study was made for schema ${plan.schemaFingerprint}, and this program's is ` +
        `${fingerprint}.`,
      { exitCode: exitCode.data, hint: "Go on with the program that began it, or start anew." },
    );
  }
  if (plan.data.digest === dataset.digest) return;
  throw new UserError(
    `The study searches on data ${plan.data.digest.slice(0, 12)} (${plan.data.source}), and the ` +
      `data at hand is ${dataset.digest.slice(0, 12)} (${dataset.source}).`,
    { exitCode: exitCode.data, hint: "Give the study's own table: --data PATH" },
  );
}
