/**
 * How long work tells where it is, and how it is stopped.
 */
export interface Progress {
  /** Called about a hundred times with how much of how much is done. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined
  /** Work stops soon after it was aborted, and throws its reason. */
  readonly signal?: AbortSignal | undefined
}

/** Tells how far work has come, when another hundredth is done since `before`, and stops it when it was aborted. */
export function reportProgress({ onProgress, signal }: Progress, { done, before, total }: Step): void {
  signal?.throwIfAborted()
  if (onProgress === undefined) return
  if (done === total || Math.floor((done * 100) / total) > Math.floor((before * 100) / total)) onProgress({ done, total })
}

/** How much is done now, and was when it was last asked. */
export interface Step {
  readonly done: number
  readonly before: number
  readonly total: number
}
