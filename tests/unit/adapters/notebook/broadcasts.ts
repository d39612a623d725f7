/** What code under test shows, where no kernel is that would show it. */

/** A message that was broadcast. */
export interface Broadcast {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: unknown;
  readonly transient: { readonly display_id?: string };
}

/** Runs a test in the place of a cell; gives what was shown, in order. */
export async function withBroadcasts(
  test: (shown: readonly Broadcast[]) => void | Promise<void>,
): Promise<void> {
  const shown: Broadcast[] = [];
  const broadcast = (type: string, content: Omit<Broadcast, "type">) =>
    Promise.resolve(void shown.push({ type, ...content }));
  // Outside of a kernel there is none; Deno lets it be set.
  (Deno as unknown as { jupyter: unknown }).jupyter = { broadcast };
  await test(shown);
}
