/** What a registry accepts, checked before anything is sent: MLflow's own limits. */
import { UserError } from "@/errors.ts";
import { checkEntryName } from "@/workflows/tracking/limits.ts";

/** Greatest length of a registered model's tag, in characters: the database's column. */
export const registryTagLength = 5000;

/** @throws {UserError} when a registered model cannot have this name */
export function checkModelName(name: string): void {
  if (name.trim() !== "" && !/[/:]/.test(name) && name !== "." && name !== "..") return;
  throw new UserError(`A registered model cannot be named '${name}'.`, {
    hint: "Choose a name without slashes and colons.",
  });
}

/** @throws {UserError} when an alias cannot have this name */
export function checkAlias(alias: string): void {
  const isReserved = /^(latest|v\d+)$/i.test(alias);
  if (/^[\p{L}\p{N}_-]{1,255}$/u.test(alias) && !isReserved) return;
  throw new UserError(
    isReserved ? `The alias '${alias}' is reserved.` : `'${alias}' cannot be an alias.`,
    { hint: "Use up to 255 letters, digits, _ and -, but not 'latest' or 'v1'." },
  );
}

/** @throws {UserError} when a registered model cannot have this tag */
export function checkRegistryTag(key: string, value: string): void {
  checkEntryName("tag", key);
  if (value.length <= registryTagLength) return;
  throw new UserError(
    `Cannot keep tag '${key}': ${value.length} characters, at most ${registryTagLength} are allowed.`,
  );
}
