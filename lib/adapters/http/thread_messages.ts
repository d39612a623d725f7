/** What the threads of the service and the one that looks after them tell each other. */
import type { Figures } from "@/adapters/http/metrics.ts";
import type { ServeSettings } from "@/adapters/http/serve_settings.ts";
import type { UserErrorOptions } from "@/errors.ts";

/** A thread's part among all that serve. */
export interface ThreadPart {
  readonly sharesPort: boolean;
  /** The first one tells what all of them do alike. */
  readonly isFirst: boolean;
}

/** To a thread. */
export type ToThread =
  | { readonly kind: "start"; readonly settings: ServeSettings; readonly part: ThreadPart }
  | { readonly kind: "stop" }
  /** Its own figures are wanted. */
  | { readonly kind: "askFigures" }
  /** The figures of all threads, the oldest question's answer. */
  | { readonly kind: "allFigures"; readonly figures: readonly Figures[] };

/** From a thread. */
export type FromThread =
  | { readonly kind: "listening"; readonly url: string }
  | {
    readonly kind: "failed";
    readonly message: string;
    readonly options: UserErrorOptions;
  }
  | { readonly kind: "stopped" }
  | { readonly kind: "figures"; readonly figures: Figures }
  /** The figures of all threads are wanted. */
  | { readonly kind: "askAllFigures" };
