/** Python's versions: reading them, and which ones the locked packages have wheels for. */

/** The first and the last minor release of Python 3 for which every locked package has a wheel. */
export const supportedMinors = { first: 11, last: 14 } as const;

/** The supported releases in words. */
export const supportedVersions = `3.${supportedMinors.first} to 3.${supportedMinors.last}`;

/** The minor number of a version such as `3.12.1`; undefined when it is not Python 3. */
export function minorOf(version: string): number | undefined {
  const match = /^3\.(\d+)\.\d+/.exec(version);
  return match === null ? undefined : Number(match[1]);
}

/** Whether the locked packages can be installed into this version. */
export function isSupported(version: string): boolean {
  const minor = minorOf(version);
  return minor !== undefined && minor >= supportedMinors.first && minor <= supportedMinors.last;
}
