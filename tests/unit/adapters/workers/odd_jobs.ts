/** Jobs that misbehave in every way a job can. */
import { exitCode, UserError } from "@/errors.ts";

export const oddJobs = {
  times: (value: number, { factor }: { factor: number }) => value * factor,
  double: (value: number) => value * 2,
  later: async (value: number) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return value;
  },
  refuse: (found: string) => {
    throw new UserError(`Cannot use '${found}'.`, { exitCode: exitCode.data, hint: "Try 'b'." });
  },
  break: () => {
    throw new RangeError("out of range");
  },
  breakLater: () => {
    setTimeout(() => {
      throw new Error("nobody catches this");
    });
    return new Promise<never>(() => {});
  },
  spin: () => {
    for (;;);
  },
  returnFunction: () => () => {},
};
