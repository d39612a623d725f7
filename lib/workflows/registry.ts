/** The port to a model registry: what the workflows need of MLflow's, in the domain's words. */

/** Where a version stands in its life. */
export type Stage = "None" | "Staging" | "Production" | "Archived";

/** A model to be kept under a name, with what a reader of the registry should know of it. */
export interface NewVersion {
  /** The registered model; made when there is none. */
  readonly name: string;
  /** Id of the logged model. */
  readonly modelId: string;
  /** The run that made it. */
  readonly runId: string;
  /** Markdown. */
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A version of a registered model. */
export interface RegisteredVersion {
  readonly name: string;
  /** From 1, in the order of registration; never given twice. */
  readonly version: number;
  readonly stage: Stage;
  /** Whether its files can be used; anything but READY means not yet, or never. */
  readonly status: string;
  readonly description: string;
  /** The logged model behind it; undefined when another program registered something else. */
  readonly modelId: string | undefined;
  readonly runId: string | undefined;
  readonly createdMs: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
  /** Where a person sees it. */
  readonly url: string;
}

/** A model registry. */
export interface Registry {
  /** Registers a model as the next version. */
  register(version: NewVersion): Promise<RegisteredVersion>;
}
