import { EdgeError, PeakTradeError } from '../../base/errors.ts'

interface Cause {
  readonly kind: string
  readonly what: string
  readonly retryable?: boolean
}

/** What SQLite's result codes (https://sqlite.org/rescode.html) mean to a user. */
const CAUSES: Readonly<Record<number, Cause>> = {
  3: { kind: 'permission', what: 'may not be used by this user; change its permissions or those of its folder' },
  5: { kind: 'busy', what: 'is being written by another process for too long; try again', retryable: true },
  6: { kind: 'busy', what: 'is being written by another process for too long; try again', retryable: true },
  8: { kind: 'permission', what: 'cannot be written; change its permissions or those of its folder' },
  10: { kind: 'disk', what: 'could not be read or written; check the disk and the space on it' },
  11: { kind: 'corrupt', what: 'is damaged; put it aside and restore a copy' },
  13: { kind: 'disk-full', what: 'could not grow, the disk or the limit on its size is full; nothing was changed, free some space' },
  14: { kind: 'permission', what: 'could not be opened; check that its folder can be written' },
  26: { kind: 'foreign', what: 'is not a SQLite database; choose another folder, or move the file away' },
}

/** An error of SQLite in the words of this library; other errors stay as they are. */
export function sqliteError(error: unknown, path: string): unknown {
  if (error instanceof PeakTradeError || !isSqlite(error)) return error
  const { kind, what, retryable = false } = CAUSES[error.errcode & 0xff] ?? { kind: 'failed', what: `failed: ${error.message}` }
  return new EdgeError(`sqlite/${kind}`, `${path} ${what}`, { path, retryable, sqlite: error.errcode }, error)
}

function isSqlite(error: unknown): error is Error & { readonly errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}
