/** Where the best trials agree: the finding of a study's slices. */
import type { ParamValue } from "@/estimators/contract.ts";
import type { ParamAxis } from "@/plots/param_axis.ts";
import { nothingRanked, rankedTrials, type ScoredTrial, type StudyInput } from "@/plots/study.ts";
import { nameText, valueText } from "@/plots/value_text.ts";
import { count } from "@/plots/wording.ts";

const leastTrialCount = 15;
/** Numbers agree when they lie within this share of their axis. */
const widestShare = 0.5;

/** The best fifth of the complete trials, rounded up, the best first. */
export function bestFifth(study: Pick<StudyInput, "trials">): ScoredTrial[] {
  const ranked = rankedTrials(study);
  return ranked.slice(0, Math.ceil(ranked.length / 5));
}

/** Numbers as `3 to 6`, options each with how often it occurs; empty when there are none. */
export function valuesText({ options }: ParamAxis, values: readonly ParamValue[]): string {
  if (options) {
    return options
      .map((option) => ({ option, times: values.filter((value) => value === option).length }))
      .filter(({ times }) => times > 0)
      .map(({ option, times }) => `${valueText(option)} (${times} of ${values.length})`)
      .join(", ");
  }
  const numbers = values.map(Number);
  const ends = numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers)] : [];
  return [...new Set(ends.map(valueText))].join(" to ");
}

/** A sentence on the parameter in which the best trials lie closest together. */
export function agreement(study: StudyInput, axes: readonly ParamAxis[]): string {
  const ranked = rankedTrials(study);
  if (ranked.length === 0) return nothingRanked(study);
  if (ranked.length < leastTrialCount) {
    return `${count(ranked.length, "complete trial")} ${ranked.length === 1 ? "is" : "are"} ` +
      "too few to tell where good values lie";
  }
  const best = bestFifth(study);
  const subject = `The best ${best.length} of ${count(ranked.length, "complete trial")}`;
  const closest = closestAxis(axes, best, ranked);
  if (!closest) return `${subject} agree on no parameter: good values lie far apart`;
  const [first, ...others] = closest.values;
  return `${subject} all have ${nameText(closest.axis.name)} ` +
    (others.every((value) => value === first)
      ? valueText(first)
      : `from ${valuesText(closest.axis, closest.values)}`);
}

/** A parameter on which only the best agree, not one that never changed. */
function closestAxis(
  axes: readonly ParamAxis[],
  best: readonly ScoredTrial[],
  all: readonly ScoredTrial[],
): { readonly axis: ParamAxis; readonly values: readonly ParamValue[] } | undefined {
  const [closest] = axes
    .filter(({ name }) => best.every(({ point }) => name in point))
    .filter(({ name }) => all.some(({ point }) => point[name] !== all[0].point[name]))
    .map((axis) => {
      const values = best.map(({ point }) => point[axis.name]);
      const places = values.map(axis.place);
      return { axis, values, width: Math.max(...places) - Math.min(...places) };
    })
    .filter(({ axis, width }) => axis.options ? width === 0 : width <= widestShare)
    .toSorted((a, b) => a.width - b.width);
  return closest;
}
