/** The ports to where models come from: the registry, and the last resort beside it. */
import type { FetchedModel } from "@/workflows/serve/fetched_model.ts";

/** Where the model to be served is found. */
export interface ModelSource {
  /** Whether another model may be found later. */
  readonly mayChange: boolean;
  /**
   * The URI of the model that should be served now, such as `models:/NAME/3`.
   *
   * @throws {UserError} when there is none, or its source cannot be asked
   */
  find(): Promise<string>;
  /**
   * Fetches the model of a URI that {@linkcode find} gave.
   *
   * @throws {UserError} when it is not there, or is not what was logged
   */
  fetch(uri: string): Promise<FetchedModel>;
}

/** Keeps the last model that was served, for when its source is out of reach. */
export interface ModelCache {
  store(model: FetchedModel): Promise<void>;
  /**
   * The model that was stored last; undefined when there is none.
   *
   * @throws {UserError} when it is damaged
   */
  load(): Promise<FetchedModel | undefined>;
}
