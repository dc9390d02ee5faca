import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { endianness } from 'node:os'
import { crc32 } from 'node:zlib'
import { ConfigError } from '../../base/errors.ts'
import type { ItemFailure, JobBatch, RowPart } from '../../research/job-runner.ts'
import { fileError, hasCode } from '../files/file-error.ts'
import type { BatchIdentity } from './batch-identity.ts'

const FORMAT = 'peak-trade checkpoint'
const SCHEMA = 1

/** Bytes before the payload of a record (its length and its check sum), and before the rows in it (from, to, length of the failures). */
const FRAME = 8
const HEAD = 12

/** What a checkpoint belongs to. */
export interface CheckpointOwner {
  readonly batch: Pick<JobBatch, 'items' | 'width'>
  readonly identity: BatchIdentity
}

/**
 * The rows of a batch in a file that only grows: a line that says whose they are, then one record per part with a check sum. What was
 * written only half when its process was killed is cut off when the file is opened again.
 */
export class Checkpoint {
  /** What the file already had, in the order in which it was written. */
  readonly parts: readonly RowPart[]
  private readonly path: string
  private readonly file: number

  /**
   * Opens a file, or begins it.
   *
   * @throws {@link ConfigError} `checkpoint/format` for a file that is something else, `checkpoint/other` for the checkpoint of other work;
   * `EdgeError` `file/…` when it cannot be read or written.
   */
  constructor(path: string, { batch, identity }: CheckpointOwner) {
    this.path = path
    const bytes = readIfThere(path)
    const header = Buffer.from(`${JSON.stringify({ format: FORMAT, schema: SCHEMA, bytes: endianness(), ...identity })}\n`)
    const begun = checkHeader(path, bytes, header)
    const { parts, end } = begun ? readRecords(bytes, header.length, batch) : { parts: [], end: 0 }
    this.parts = parts
    // Records are appended whole: two processes on the same file spoil nothing.
    this.file = attempt(path, () => openSync(path, 'a'))
    attempt(path, () => {
      if (end < bytes.length) ftruncateSync(this.file, end)
      if (!begun) writeSync(this.file, header)
    })
  }

  /** Writes a part; it is there for everybody when this returns. */
  append({ from, to, rows, failures }: RowPart): void {
    const reasons = Buffer.from(failures.length === 0 ? '' : JSON.stringify(failures))
    const head = Buffer.alloc(HEAD)
    head.writeUInt32LE(from, 0)
    head.writeUInt32LE(to, 4)
    head.writeUInt32LE(reasons.length, 8)
    const payload = Buffer.concat([head, reasons, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)])
    const frame = Buffer.alloc(FRAME)
    frame.writeUInt32LE(payload.length, 0)
    frame.writeUInt32LE(crc32(payload), 4)
    attempt(this.path, () => writeSync(this.file, Buffer.concat([frame, payload])))
  }

  close(): void {
    closeSync(this.file)
  }
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Buffer.alloc(0)
    throw fileError(error, path)
  }
}

/** True when the file has begun; a header that was written only half does not count. */
function checkHeader(path: string, bytes: Buffer, header: Buffer): boolean {
  const end = bytes.indexOf('\n')
  if (end < 0 && bytes.length < header.length && bytes.equals(header.subarray(0, bytes.length))) return false
  const found = parseHeader(bytes.subarray(0, Math.max(end, 0)))
  if (found?.format !== FORMAT)
    throw new ConfigError('checkpoint/format', `${path} is not a checkpoint; give the name of a new file`, { path })
  if (bytes.subarray(0, end + 1).equals(header)) return true
  const wanted = parseHeader(header) as Record<string, unknown>
  const different = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(name => wanted[name] !== found[name])
  throw new ConfigError(
    'checkpoint/other',
    `${path} is the checkpoint of other work (different: ${different.join(', ') || 'order'}); delete it to begin anew, or give another file`,
    { path, different },
  )
}

function parseHeader(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(bytes.toString())
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The records up to the first that is not whole. */
function readRecords(bytes: Buffer, start: number, { items, width }: CheckpointOwner['batch']): { parts: RowPart[]; end: number } {
  const parts: RowPart[] = []
  let end = start
  while (bytes.length - end >= FRAME) {
    const payload = bytes.subarray(end + FRAME, end + FRAME + bytes.readUInt32LE(end))
    if (payload.length !== bytes.readUInt32LE(end) || payload.length < HEAD || crc32(payload) !== bytes.readUInt32LE(end + 4)) break
    const part = readPart(payload, width)
    if (part === undefined || part.to > items) break
    parts.push(part)
    end += FRAME + payload.length
  }
  return { parts, end }
}

function readPart(payload: Buffer, width: number): RowPart | undefined {
  const from = payload.readUInt32LE(0)
  const to = payload.readUInt32LE(4)
  const rowsAt = HEAD + payload.readUInt32LE(8)
  if (from > to || payload.length - rowsAt !== (to - from) * width * Float64Array.BYTES_PER_ELEMENT) return undefined
  const rows = new Float64Array((to - from) * width)
  new Uint8Array(rows.buffer).set(payload.subarray(rowsAt))
  const reasons = payload.toString('utf8', HEAD, rowsAt)
  return { from, to, rows, failures: reasons === '' ? [] : (JSON.parse(reasons) as ItemFailure[]) }
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw fileError(error, path)
  }
}
