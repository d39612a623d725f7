/** The tables and files that are known byte for byte, so that real data is told from any other. */

/** SHA-256 of UCI's four files, by the code of their site, in the table's order. */
export const uciFileDigests: ReadonlyMap<string, string> = new Map([
  ["cleveland", "a74b7efa387bc9d108d7d0115d831fe9b414b29ae7124f331b622b4efa0427c8"],
  ["hungarian", "d1ad108f785768cd3d7e82dc522e6f5a61eea93cccfb3a46ee8076f73fc3d796"],
  ["switzerland", "834a405ccf5b66ab4056bb77794adc8df0b7125186454c0a1d002d33c6c3b314"],
  ["va", "e7c93d8d0d2acdadfa4c5e8de768e2191e7f618b952e29623f1f0d5949ff6b8f"],
]);

/** SHA-256 of the table made from those files. */
export const uciTableDigest = "e76825d8d9ca0b9491ac1aef9261020c8eb6ab39315b65185a47cf619bc89da0";

/** The copy in circulation: the same table, but for the site of one row. */
export const circulatingTable = {
  digest: "574f2fa2b43012fa25fca4fcdb36bd7c6bccdd0af4242f6c0e4c8633c5a072ae",
  /** The row in question, the first of the second file. */
  misplacedId: 304,
  /** Code of the site that the row belongs to. */
  siteCode: "hungarian",
} as const;
