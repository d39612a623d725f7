/** What the best trial chose, in a sentence. */
import { nothingRanked, rankedTrials, type StudyInput } from "@/plots/study.ts";
import { nameText, valueText } from "@/plots/value_text.ts";
import { listed, score } from "@/plots/wording.ts";

const namedCount = 4;

/** The best trial, its score and the first of its parameters; says so when there is none. */
export function bestSettings(study: StudyInput): string {
  const { trials, scoreName } = study;
  const [best] = rankedTrials(study);
  if (!best) return nothingRanked(study);
  const subject = trials.length === 1
    ? `The only trial (${scoreName} ${score(best.score)})`
    : `The best of ${trials.length} trials, number ${best.number} ` +
      `(${scoreName} ${score(best.score)}),`;
  const settings = Object.entries(best.point).map(([name, value]) =>
    `${nameText(name)} ${valueText(value)}`
  );
  if (settings.length === 0) return `${subject} has no parameters`;
  const rest = settings.length - namedCount;
  const named = rest > 1 ? [...settings.slice(0, namedCount), `${rest} more settings`] : settings;
  return `${subject} has ${listed(named)}`;
}
