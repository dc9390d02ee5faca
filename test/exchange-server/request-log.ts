import type { Params } from './call-context.ts'

/** A request that came in. */
export interface LogEntry {
  readonly number: number
  /** Time of the exchange. */
  readonly at: number
  readonly endpoint: string
  readonly isPrivate: boolean
  /** Without secrets. */
  readonly params: Params
  /** The first four letters of the API key. */
  readonly key: string | undefined
  /** Kinds of the faults that hit it. */
  readonly faults: readonly string[]
  /** False when a fault kept the request from being read at all. */
  reached: boolean
  /** The error of the exchange, if it answered with one. */
  error: string | undefined
}

const secret = new Set(['token', 'otp', 'password', 'secret'])

/** Remembers requests, never what would let somebody send them again. */
export class RequestLog {
  private entries: LogEntry[] = []
  private last = 0

  add(entry: Omit<LogEntry, 'number' | 'reached' | 'error'>): LogEntry {
    const params = Object.fromEntries(Object.entries(entry.params).map(([name, value]) => [name, secret.has(name) ? '(masked)' : value]))
    const key = entry.key === undefined ? undefined : `${entry.key.slice(0, 4)}…`
    const logged: LogEntry = { ...entry, params, key, number: ++this.last, reached: false, error: undefined }
    this.entries.push(logged)
    return logged
  }

  list(endpoint?: string): LogEntry[] {
    return this.entries.filter(entry => endpoint === undefined || entry.endpoint === endpoint).map(entry => ({ ...entry }))
  }

  clear(): void {
    this.entries = []
  }
}
