/** A model as it was fetched: plain data, so that a cache can keep it. */

/** Which model it is. */
export interface ModelIdentity {
  /** The URI that always means this model, such as `models:/NAME/3`. */
  readonly source: string;
  /** The registered model's name, or that of whatever else it was loaded from. */
  readonly name: string;
  /** The registered version; for an unregistered model the first digits of its digest. */
  readonly version: string;
  /** The run that made it; empty when none is known. */
  readonly runId: string;
  /** What its patients were: `uci`, `file`, `synthetic`, or `unknown`. */
  readonly dataSource: string;
  /** SHA-256 of its `pipeline.json`, in hexadecimal. */
  readonly digest: string;
  /** How it did when it was made, by MLflow's names. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A model's identity and texts. */
export interface FetchedModel {
  readonly identity: ModelIdentity;
  readonly pipelineText: string;
  /** What it was fitted on, as `parseReference` reads it; undefined when it has none. */
  readonly referenceText: string | undefined;
  /** Its card (Markdown); undefined when it has none. */
  readonly card: string | undefined;
}
