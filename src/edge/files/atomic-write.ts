import { randomUUID } from 'node:crypto'
import { chmod, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { EdgeError } from '../../base/errors.ts'
import { fileError, hasCode } from './file-error.ts'

/**
 * What can be written to a file: text (as UTF-8), bytes, or either in pieces.
 *
 * @example
 * ```ts
 * import type { FileContent } from 'peak-trade/node'
 *
 * const content: FileContent = ['time,close\n', '2024-01-02,100\n']
 * ```
 */
export type FileContent = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/**
 * Writes a file so that nobody ever sees half of it: the content goes to a temporary file in the same folder, is forced to the
 * disk and takes the place of the old file in one step. If anything fails the old file is untouched and nothing is left over.
 * A link is written through; permissions of an existing file stay.
 *
 * @throws {@link EdgeError} `file/missing` when the folder does not exist, `file/directory`, `file/permission`, `file/disk-full`,
 * `file/busy`. What the pieces throw comes out as it is.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { writeAtomically } from 'peak-trade/node'
 *
 * const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
 * await writeAtomically(join(folder, 'note.txt'), 'all or nothing\n')
 * ```
 */
export async function writeAtomically(path: string, content: FileContent): Promise<void> {
  const { target, mode } = await resolveTarget(path)
  const temporary = join(dirname(target), `.${basename(target).slice(0, 80)}.${randomUUID()}.tmp`)
  const handle = await openNew(path, temporary)
  try {
    try {
      await writeAll(handle, path, content)
      await onDisk(path, () => handle.sync())
    } finally {
      await handle.close()
    }
    if (mode !== undefined) await onDisk(path, () => chmod(temporary, mode))
    await onDisk(path, () => rename(temporary, target))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(target))
}

async function resolveTarget(path: string): Promise<{ target: string; mode: number | undefined }> {
  try {
    const target = await realpath(path)
    const found = await stat(target)
    if (found.isDirectory()) throw new EdgeError('file/directory', `${path} is a folder; name a file in it`, { path })
    if (!found.isFile()) throw new EdgeError('file/special', `${path} is not a regular file; choose another name`, { path })
    return { target, mode: found.mode & 0o7777 }
  } catch (error) {
    if (error instanceof EdgeError) throw error
    if (hasCode(error, 'ENOENT')) return { target: path, mode: undefined }
    throw fileError(error, path)
  }
}

async function openNew(path: string, temporary: string): Promise<FileHandle> {
  try {
    return await open(temporary, 'wx')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      throw new EdgeError('file/missing', `the folder ${dirname(path)} does not exist; create it first`, { path }, error)
    }
    throw fileError(error, path)
  }
}

async function writeAll(handle: FileHandle, path: string, content: FileContent): Promise<void> {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    let done = 0
    while (done < bytes.length) {
      const { bytesWritten } = await onDisk(path, () => handle.write(bytes, done, bytes.length - done))
      done += bytesWritten
    }
  }
}

async function onDisk<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw fileError(error, path)
  }
}

/** Makes the new name survive a power failure, on systems where a folder can be opened for that. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // The content is safe; only the moment of the renaming is not.
  }
}
