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

/** A registered model with all that belongs to it, as it stood at one moment. */
export interface RegisteredModel {
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Version numbers by alias. */
  readonly aliases: Readonly<Record<string, number>>;
  /** The versions that were not deleted, newest first. */
  readonly versions: readonly RegisteredVersion[];
  /** Where a person sees it. */
  readonly url: string;
}

/** A model registry. */
export interface Registry {
  /**
   * Registers a model as the next version. A logged model has one version under a name:
   * registering it again gives that one.
   *
   * @throws {UserError} when the name or the model cannot be registered
   */
  register(version: NewVersion): Promise<RegisteredVersion>;
  /** Reads a registered model; undefined when there is none of the name. */
  read(name: string): Promise<RegisteredModel | undefined>;
  /**
   * Moves a version to a stage. Staging and Production hold one version: whichever stands there
   * becomes Archived in the same step.
   *
   * @throws {UserError} when there is no such version
   */
  setStage(name: string, version: number, stage: Stage): Promise<void>;
  /**
   * Points an alias at a version, away from any other.
   *
   * @throws {UserError} when there is no such version, or the alias is not allowed
   */
  setAlias(name: string, alias: string, version: number): Promise<void>;
  /** Removes an alias; does nothing when there is none. */
  deleteAlias(name: string, alias: string): Promise<void>;
  /**
   * Sets a tag of the registered model; an earlier value is replaced.
   *
   * @throws {UserError} when there is no such model, or the tag cannot be kept whole
   */
  setTag(name: string, key: string, value: string): Promise<void>;
  /**
   * Sets a tag of a version; an earlier value is replaced.
   *
   * @throws {UserError} when there is no such version, or the tag cannot be kept whole
   */
  setVersionTag(name: string, version: number, key: string, value: string): Promise<void>;
}
