/** The two ways in which an option of a choice is written. */
import type { ParamValue } from "@/estimators/contract.ts";
import type { ChoiceOption, Space } from "@/tune/space.ts";

/** What a point holds when this option is chosen. */
export function optionValue(option: ChoiceOption): ParamValue {
  return typeof option === "object" ? option.value : option;
}

/** The parameters that exist only when this option is chosen. */
export function optionParameters(option: ChoiceOption): Space {
  return typeof option === "object" ? option.parameters : {};
}
