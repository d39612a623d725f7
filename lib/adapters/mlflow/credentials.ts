/** Who we are to a tracking server, and how that never shows in a message. */
import { exitCode, UserError } from "@/errors.ts";

/** A bearer token, or a name and password. */
export type Credentials =
  | { readonly token: string }
  | { readonly username: string; readonly password: string };

/**
 * The `Authorization` header's value.
 *
 * @throws {UserError} when the token holds characters that no header can carry
 */
export function authorizationHeader(credentials: Credentials): string {
  if (!("token" in credentials)) return `Basic ${basic(credentials)}`;
  if (/^[\x21-\x7e]+$/.test(credentials.token)) return `Bearer ${credentials.token}`;
  throw new UserError("The token for MLflow is empty or holds a space, line break or other sign.", {
    exitCode: exitCode.usage,
    hint: "Set MLFLOW_TRACKING_TOKEN to the token alone.",
  });
}

/** Replaces every appearance of the secret, as it is or as it is sent, by three asterisks. */
export function redactSecrets(text: string, credentials: Credentials | undefined): string {
  if (credentials === undefined) return text;
  const secrets = "token" in credentials
    ? [credentials.token]
    : [basic(credentials), credentials.password];
  return secrets.filter(Boolean).reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
}

function basic({ username, password }: { username: string; password: string }): string {
  return new TextEncoder().encode(`${username}:${password}`).toBase64();
}
