/** Which names MLflow's registry accepts, checked before anything is sent. */
import { UserError } from "@/errors.ts";

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
