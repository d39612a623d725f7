/** The port by which one process learns whether another still lives. */

/**
 * What is known of a process: `unknown` when it ran elsewhere, out of sight.
 */
export type SessionState = "alive" | "dead" | "unknown";

/** Looks a process up by the session that it tagged its runs with. */
export type LookUpSession = (id: string) => Promise<SessionState>;
