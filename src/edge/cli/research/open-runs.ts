import type { RunStore } from '../../../research/run-store.ts'
import { withoutWarnings } from '../without-warnings.ts'

/** How the registry of a command is opened. */
export interface OpenRunsOptions {
  /** Nothing is created or changed. */
  readonly readOnly?: boolean
}

/**
 * Opens the registry of a home folder for as long as something is done with it.
 *
 * @throws Rejects with {@link EdgeError} `sqlite/…` and `file/…`, and what `act` throws.
 */
export async function withRuns<T>(
  home: string | undefined,
  options: OpenRunsOptions,
  act: (store: RunStore) => T | Promise<T>,
): Promise<T> {
  // Not at the top: commands that keep nothing need no database.
  const { openRunStore } = await withoutWarnings(() => import('../../sqlite/run-store.ts'))
  const store = openRunStore(home, options)
  try {
    return await act(store)
  } finally {
    store.close()
  }
}
