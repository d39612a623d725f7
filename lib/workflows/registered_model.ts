/** The registered model that tuning fills and promotion looks after. */

/** Its name, unless a task is told another. */
export const registeredModelName = "BestRandomForestHeartDisease";

/** What its page in the registry says of it (Markdown). */
export const registeredModelDescription = `Predicts heart disease from thirteen routine features.

Versions are registered by \`deno task tune\`, and judged, promoted and rolled back by
\`deno task promote\`. The alias \`champion\` and the stage Production name the version in service,
\`previous\` the one before it, \`staging\` and the stage Staging the one under trial.

The tags \`audit.*\` hold who did what, when and why. They are the record that stages and aliases
follow, so leave them as they are; \`deno task promote --list\` shows them as a table.

For study, not for patients: not a medical device.`;
