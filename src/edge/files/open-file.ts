import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { DataError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { fileError, hasCode } from './file-error.ts'

/** What is read into memory at most, unless the caller says otherwise: 2 GiB. */
export const DEFAULT_MAX_BYTES = 2 ** 31

/** A file that is open for reading. Once open, it stays readable even if its name vanishes. */
export interface OpenFile {
  readonly path: string
  readonly size: number
  /** Fills `target` from `position` on; a file that has become shorter is an error. */
  readonly fill: (target: Uint8Array, position: number) => Promise<void>
}

/**
 * Opens a file, hands it to `use` and closes it whatever happens.
 *
 * @throws {@link DataError} `file/missing` with the nearest name in its folder, `file/directory`, `file/special`, `file/changed`,
 * `file/too-large`, `file/empty`; `EdgeError` `file/permission`, `file/busy`.
 */
export async function withFile<T>(path: string, maxBytes: number, use: (file: OpenFile) => Promise<T>): Promise<T> {
  const handle = await openForReading(path)
  try {
    const before = await handle.stat()
    if (before.isDirectory()) throw new DataError('file/directory', `${path} is a folder; name a file in it`, { path })
    if (!before.isFile()) throw new DataError('file/special', `${path} is not a regular file; copy its contents into one`, { path })
    const { size } = before
    if (size > maxBytes) throw tooLarge(path, size, maxBytes)
    if (size === 0) throw new DataError('file/empty', `${path} is empty; check how it was written`, { path })
    const result = await use({ path, size, fill: (target, position) => fill({ handle, path }, target, position) })
    if ((await handle.stat()).size !== size) throw changed(path)
    return result
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? fileError(error, path) : error
  } finally {
    await handle.close()
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    // Opening a pipe would wait for its other end.
    if ((await stat(path)).isFIFO()) throw new DataError('file/special', `${path} is a pipe; copy its contents into a file`, { path })
    return await open(path, 'r')
  } catch (error) {
    if (error instanceof DataError) throw error
    throw hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR') ? await missing(path, error) : fileError(error, path)
  }
}

async function fill({ handle, path }: { handle: FileHandle; path: string }, target: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < target.length) {
    const { bytesRead } = await handle.read(target, done, target.length - done, position + done)
    if (bytesRead === 0) throw changed(path)
    done += bytesRead
  }
}

async function missing(path: string, cause: unknown): Promise<DataError> {
  const folder = dirname(path)
  let names: string[]
  try {
    names = await readdir(folder)
  } catch {
    return new DataError('file/missing', `${path} does not exist, nor can its folder be read; check the path`, { path }, cause)
  }
  const remedy = didYouMean(basename(path), names, { otherwise: '; check the path' })
  return new DataError('file/missing', `${path} does not exist${remedy}`, { path }, cause)
}

function changed(path: string): DataError {
  return new DataError('file/changed', `${path} changed while it was read; try again when it is complete`, { path })
}

function tooLarge(path: string, size: number, maxBytes: number): DataError {
  const [have, limit] = [size, maxBytes].map(bytes => (bytes >= 2 ** 20 ? `${(bytes / 2 ** 20).toFixed(0)} MiB` : `${bytes} bytes`))
  const remedy = 'save it as Parquet, split it, or raise maxBytes'
  return new DataError('file/too-large', `${path} has ${have}, the limit is ${limit}; ${remedy}`, { path, size, maxBytes })
}
