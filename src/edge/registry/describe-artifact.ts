import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { RunArtifact } from '../../research/run-record.ts'
import { fileError } from '../files/file-error.ts'

/**
 * A file as an artifact of a run: where it is, how long, and the SHA-256 of its content.
 *
 * @throws Rejects with {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { describeArtifact } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'note.txt')
 * writeFileSync(path, 'abc')
 * const { bytes, sha256 } = await describeArtifact(path, 'note')
 * bytes // 3
 * sha256.slice(0, 8) // 'ba7816bf'
 * ```
 */
export async function describeArtifact(path: string, kind: string): Promise<RunArtifact> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(piece)
      bytes += piece.length
    }
  } catch (error) {
    throw fileError(error, path)
  }
  return { kind, path: resolve(path), sha256: hash.digest('hex'), bytes }
}
