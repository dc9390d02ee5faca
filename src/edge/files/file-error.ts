import { EdgeError } from '../../base/errors.ts'

interface Cause {
  readonly kind: string
  readonly what: string
  readonly retryable?: boolean
}

const CAUSES: Readonly<Record<string, Cause>> = {
  ENOENT: { kind: 'missing', what: 'does not exist; check the path' },
  ENOTDIR: { kind: 'missing', what: 'does not exist, because a part of its path is not a folder; check the path' },
  EISDIR: { kind: 'directory', what: 'is a folder; name a file in it' },
  EACCES: { kind: 'permission', what: 'may not be used by this user; change its permissions or those of its folder' },
  EPERM: { kind: 'permission', what: 'may not be used by this user; change its permissions or those of its folder' },
  EROFS: { kind: 'permission', what: 'is on a read-only disk; choose another folder' },
  ENOSPC: { kind: 'disk-full', what: 'could not be written, the disk is full; free some space' },
  EDQUOT: { kind: 'disk-full', what: 'could not be written, the quota of this user is used up; free some space' },
  EFBIG: { kind: 'disk-full', what: 'could not be written, it is larger than this system allows; split it' },
  EMFILE: { kind: 'busy', what: 'could not be opened, too many files are open; close some and try again', retryable: true },
  ENFILE: { kind: 'busy', what: 'could not be opened, too many files are open; close some and try again', retryable: true },
  EBUSY: { kind: 'busy', what: 'is in use by another process; try again', retryable: true },
  EAGAIN: { kind: 'busy', what: 'is in use by another process; try again', retryable: true },
  ELOOP: { kind: 'missing', what: 'is a link that leads back to itself; check the path' },
  ENAMETOOLONG: { kind: 'missing', what: 'has a name that is too long for this system; choose a shorter one' },
}

/** True for an error of the operating system with this code, such as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return codeOf(error) === code
}

/** An error of the operating system in the words of this library. */
export function fileError(cause: unknown, path: string): EdgeError {
  const code = codeOf(cause)
  const {
    kind,
    what,
    retryable = false,
  } = CAUSES[code] ?? {
    kind: 'failed',
    what: `could not be read or written (${code === '' ? String(cause) : code}); check the disk`,
  }
  return new EdgeError(`file/${kind}`, `${path} ${what}`, { path, retryable }, cause)
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
