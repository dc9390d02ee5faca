import { fingerprint } from '../base/fingerprint.ts'
import type { ResultPart } from './run-record.ts'

/** A part of a result: a column, a list, or a value. */
export type NamedPart = readonly [name: string, value: unknown]

/** Most pieces of a part: enough to find a place, few enough to store with every run. */
const PIECES = 16

/** The fingerprint of a result and of the pieces of its parts. */
export function digestParts(parts: readonly NamedPart[]): { readonly result: string; readonly parts: readonly ResultPart[] } {
  const whole: string[] = []
  const digested = parts.map(([name, value]): ResultPart => {
    const pieces = cut(value).map(fingerprint)
    whole.push(name, ...pieces)
    return { name, length: isList(value) ? value.length : 1, digests: pieces.map(piece => piece.slice(0, 8)) }
  })
  return { result: fingerprint(whole), parts: digested }
}

/** Where two results differ first; `from` and `to` (excluded) are indexes into the part. */
export interface PartDifference {
  readonly part: string
  readonly from: number
  readonly to: number
}

/** The first piece that differs; undefined when all are the same. */
export function firstDifference(a: readonly ResultPart[], b: readonly ResultPart[]): PartDifference | undefined {
  for (const [k, part] of a.entries()) {
    const other: ResultPart | undefined = b[k]
    if (other?.name !== part.name) return { part: part.name, from: 0, to: part.length }
    if (other.length !== part.length)
      return { part: part.name, from: Math.min(part.length, other.length), to: Math.max(part.length, other.length) }
    const piece = part.digests.findIndex((digest, p) => digest !== other.digests[p])
    if (piece >= 0) {
      const step = pieceLength(part.length)
      return { part: part.name, from: piece * step, to: Math.min(part.length, (piece + 1) * step) }
    }
  }
  if (b.length === a.length) return undefined
  const extra = b[a.length]
  return { part: extra.name, from: 0, to: extra.length }
}

function cut(value: unknown): unknown[] {
  if (!isList(value)) return [value]
  const step = pieceLength(value.length)
  const pieces: unknown[] = []
  for (let from = 0; from < value.length; from += step) pieces.push(value.slice(from, from + step))
  return pieces
}

function pieceLength(length: number): number {
  return Math.max(1, Math.ceil(length / PIECES))
}

function isList(value: unknown): value is Float64Array | unknown[] {
  return value instanceof Float64Array || Array.isArray(value)
}
