/** A search space read from untrusted JSON, with every fault named to a person. */
import { z } from "zod";
import { exitCode } from "@/errors.ts";
import { type Subject, validated } from "@/estimators/validated.ts";
import { nameFaults } from "@/tune/name_faults.ts";
import { parametersSchema } from "@/tune/parameter_schema.ts";
import type { Space } from "@/tune/space.ts";

/**
 * The space that a JSON value declares.
 *
 * @param source where it comes from, for the error, such as a file's name
 * @throws {UserError} naming each fault by its path
 *
 * @example
 * ```ts
 * import { parseSpace } from "@/tune/parse_space.ts";
 *
 * const space = parseSpace({ depth: { type: "randint", low: 1, high: 9 } }, "space.json");
 * console.assert(space.depth.type === "randint");
 * ```
 */
export function parseSpace(json: unknown, source: string): Space {
  const subject: Subject = {
    attempt: `read a search space from ${source}`,
    exitCode: exitCode.data,
    hint: 'Declare parameters by name, such as {"maxDepth": {"type": "quniform", "low": 2, ' +
      '"high": 12, "q": 1}}.',
  };
  return validated(spaceSchema(json), json, subject);
}

const spaceSchema = (json: unknown): z.ZodType<Space> =>
  parametersSchema
    .refine((space) => Object.keys(space).length > 0, "expected at least one parameter")
    .superRefine((_, context) => {
      // The names of the JSON itself, as the schema lets go of one, and only of what is in order.
      for (const { path, message } of nameFaults(json)) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
    }, { when: () => true });
