/** The port through which long work tells how far it is. */

/** One piece of long work. */
export interface ProgressTask {
  /** Sets how much is done, with a short note such as the best score so far. */
  update(doneCount: number, note?: string): void;
  /** Ends it, with a closing line. */
  done(note?: string): void;
  /** Ends it without success, with a closing line. */
  fail(note?: string): void;
}

/** Where progress is shown. */
export interface Progress {
  /** Starts a piece of work; without a total it shows as a spinner or a plain line. */
  start(label: string, totalCount?: number): ProgressTask;
}

/** Shows nothing. */
export const silentProgress: Progress = {
  start: () => ({ update: () => {}, done: () => {}, fail: () => {} }),
};

/** Does a piece of work that ends its own progress; an error ends it without success. */
export async function withProgress<Result>(
  task: ProgressTask,
  action: (task: ProgressTask) => Promise<Result>,
): Promise<Result> {
  try {
    return await action(task);
  } catch (error) {
    task.fail();
    throw error;
  }
}
