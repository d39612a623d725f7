/** The registered model whose Production version is served. */

/** Its name in the registry. */
export const registeredModelName = "BestRandomForestHeartDisease";
