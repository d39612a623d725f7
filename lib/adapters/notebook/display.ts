/** Puts something under the cell that runs. */

/** One content in several types; a reader shows the richest it knows. */
export type MediaBundle = Readonly<Record<string, unknown>> & { readonly "text/plain": string };

/** Shows a content at once; with an id, it can be updated. */
export function display(data: MediaBundle, displayId?: string): void {
  send("display_data", data, displayId);
}

/** Puts another content in the place of one that was shown. */
export function updateDisplay(data: MediaBundle, displayId: string): void {
  send("update_display_data", data, displayId);
}

function send(type: string, data: MediaBundle, displayId: string | undefined): void {
  Deno.jupyter.broadcast(type, {
    data,
    metadata: {},
    transient: displayId === undefined ? {} : { display_id: displayId },
  });
}
