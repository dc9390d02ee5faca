const DAY_MS = 86_400_000
/** Clocks of the world change at quarters of an hour only. */
const BLOCK_MS = 900_000

interface Zone {
  readonly format: Intl.DateTimeFormat
  block: number
  offset: number
}

/** Making a formatter takes 50 µs, asking it 2; both are remembered. What is remembered never changes an answer. */
const zones = new Map<string, Zone>()

/** A day of a time zone: from its midnight to the next. */
export interface LocalDay {
  readonly start: number
  readonly end: number
}

/** True for a name that the machine knows as a time zone. */
export function isZone(name: string): boolean {
  try {
    return zoneOf(name) !== undefined
  } catch {
    return false
  }
}

/** What is added to UTC at a time, in milliseconds, to get what clocks show in a zone. */
export function zoneOffset(at: number, name: string): number {
  if (name === 'UTC') return 0
  const zone = zoneOf(name)
  const block = Math.floor(at / BLOCK_MS)
  if (block === zone.block) return zone.offset
  const start = block * BLOCK_MS
  const parts: Record<string, number> = {}
  for (const { type, value } of zone.format.formatToParts(start)) parts[type] = Number(value)
  zone.offset = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - start
  zone.block = block
  return zone.offset
}

/** The day of a time zone in which a time lies. Days on which clocks change have 23 or 25 hours. */
export function localDay(at: number, zone: string): LocalDay {
  const midnight = Math.floor((at + zoneOffset(at, zone)) / DAY_MS) * DAY_MS
  return { start: toUtc(midnight, zone), end: toUtc(midnight + DAY_MS, zone) }
}

/** The time at which clocks of a zone show `local`; when they skip it, the time of the skip. */
function toUtc(local: number, zone: string): number {
  const before = zoneOffset(local - DAY_MS, zone)
  const after = zoneOffset(local + DAY_MS, zone)
  const early = local - Math.max(before, after)
  return zoneOffset(early, zone) === Math.max(before, after) || before === after ? early : local - Math.min(before, after)
}

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en-US', { ...numeric, timeZone: name, hourCycle: 'h23' })
  const zone = { format, block: Number.NaN, offset: 0 }
  zones.set(name, zone)
  return zone
}
