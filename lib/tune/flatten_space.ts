/** All parameters of a space in one list, those of options included. */
import { optionParameters } from "@/tune/option.ts";
import type { Parameter, Space } from "@/tune/space.ts";

/** Names with their parameters in the order of declaration; an option's own follow its choice. */
export function flattenSpace(space: Space): (readonly [name: string, parameter: Parameter])[] {
  return Object.entries(space).flatMap(([name, parameter]) => [
    [name, parameter] as const,
    ...(parameter.type === "choice" ? parameter.options : []).flatMap((option) =>
      flattenSpace(optionParameters(option))
    ),
  ]);
}
