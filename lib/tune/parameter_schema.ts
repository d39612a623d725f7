/** The shape of a search space in JSON, its parameters' faults included. */
import { z } from "zod";
import { parameterFaults } from "@/tune/parameter_faults.ts";
import type { ChoiceOption, Parameter, Space } from "@/tune/space.ts";

const range = { low: z.number(), high: z.number() };
// What is not positive is refused once, here, and not also by the checks on whole parameters.
const positive = z.number().positive({ abort: true });
const normal = { mu: z.number(), sigma: positive };
const step = { q: positive };

const scalar = z.union([z.number(), z.boolean(), z.string()], {
  error: "expected a number, a boolean, a string or an object with value and parameters",
});

/** A union would keep the faults of its branches to itself; so the branch is chosen first. */
const option = z.custom<ChoiceOption>().superRefine((value, context) => {
  const schema = typeof value === "object" && value !== null ? conditionalOption : scalar;
  for (const { path, message } of schema.safeParse(value).error?.issues ?? []) {
    // The choice itself can be judged as long as each option has a value.
    context.addIssue({ code: "custom", path, message, continue: path[0] === "parameters" });
  }
});

const families = [
  z.strictObject({ type: z.literal("uniform"), ...range }),
  z.strictObject({ type: z.literal("quniform"), ...range, ...step }),
  z.strictObject({ type: z.literal("loguniform"), ...range }),
  z.strictObject({ type: z.literal("qloguniform"), ...range, ...step }),
  z.strictObject({ type: z.literal("normal"), ...normal }),
  z.strictObject({ type: z.literal("qnormal"), ...normal, ...step }),
  z.strictObject({ type: z.literal("lognormal"), ...normal }),
  z.strictObject({ type: z.literal("qlognormal"), ...normal, ...step }),
  z.strictObject({ type: z.literal("randint"), low: z.int(), high: z.int() }),
  z.strictObject({
    type: z.literal("choice"),
    options: z.array(option).min(1, "expected at least one option"),
    probabilities: z.array(z.number().min(0).max(1)).exactOptional(),
  }),
] as const;

const types = families.map(({ shape }) => shape.type.value).join(", ");

const parameter: z.ZodType<Parameter> = z.discriminatedUnion("type", families, {
  error: ({ code, input }) =>
    code === "invalid_union"
      ? `expected one of ${types}, found ${JSON.stringify(Object(input).type)}`
      : undefined,
}).superRefine((declared, context) => {
  for (const { field, message } of parameterFaults(declared)) {
    context.addIssue({ code: "custom", path: [field], message });
  }
});

/** Parameters by name; that names are unique across options is not yet checked. */
export const parametersSchema: z.ZodType<Space> = z.record(z.string(), parameter);

const conditionalOption = z.strictObject({
  value: scalar,
  parameters: z.lazy(() => parametersSchema),
});
