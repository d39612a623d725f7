/** Follows MLflow's page tokens. */

/** What every paged answer carries. */
export interface PageWire {
  /** Absent or empty on the last page. */
  readonly next_page_token?: string;
}

/** All pages, fetched one at a time as they are needed. */
export async function* followPages<Page extends PageWire>(
  fetchPage: (pageToken: string | undefined) => Promise<Page>,
): AsyncGenerator<Page, void, undefined> {
  let pageToken: string | undefined;
  do {
    const page = await fetchPage(pageToken);
    yield page;
    pageToken = page.next_page_token;
  } while (pageToken);
}
