/** Which part of a slashed date is the month: `ymd` starts with the year, `unknown` has not been decided. */
export type PartOrder = 'unknown' | 'ymd' | 'mdy' | 'dmy'

/**
 * Reads one calendar time out of bytes, without making strings. Internal: `parseTimes` and the CSV scanner share it, so that a
 * time means the same wherever it comes from.
 *
 * `read` returns milliseconds since the Unix epoch, or NaN with `impossible` telling a date that does not exist from text that
 * is not a date. The other fields describe the stamp that was read last.
 */
export class StampReader {
  /** How slashed dates that start with the day or the month are read. */
  order: PartOrder = 'unknown'
  /** Index behind the last byte that was used. */
  end = 0
  /** True when the stamp named its zone. */
  zoned = false
  /** True when the stamp has the shape of a date but no such date or time exists. */
  impossible = false
  /** True for eight digits in a row. */
  compact = false
  /** The byte between the parts of the date, 0 when there is none. */
  separator = 0
  /** True when the stamp starts with a day or a month: the two parts are in `first` and `second`. */
  slashed = false
  first = 0
  second = 0
  /** True when the stamp has a time of day. */
  hasTime = false

  private cachedDate = -1
  private cachedDay = 0

  /** Reads the stamp that starts at `from`. Never reads a byte at or behind `limit`. */
  read(bytes: Uint8Array, from: number, limit: number): number {
    this.zoned = false
    this.impossible = false
    this.compact = false
    this.slashed = false
    this.hasTime = false
    this.end = from
    if (from + 10 <= limit && bytes[from + 4] === 45 && bytes[from + 7] === 45) {
      const a = bytes[from] ^ 48
      const b = bytes[from + 1] ^ 48
      const c = bytes[from + 2] ^ 48
      const d = bytes[from + 3] ^ 48
      const e = bytes[from + 5] ^ 48
      const f = bytes[from + 6] ^ 48
      const g = bytes[from + 8] ^ 48
      const h = bytes[from + 9] ^ 48
      if (a < 10 && b < 10 && c < 10 && d < 10 && e < 10 && f < 10 && g < 10 && h < 10) {
        this.separator = 45
        const day = this.dayMs(a * 1000 + b * 100 + c * 10 + d, e * 10 + f, g * 10 + h)
        return this.readTime(bytes, from + 10, limit, day)
      }
    }
    return this.readDate(bytes, from, limit)
  }

  private readDate(bytes: Uint8Array, from: number, limit: number): number {
    let p = from
    let a = 0
    while (p < limit && p < from + 9 && (bytes[p] ^ 48) < 10) a = a * 10 + (bytes[p++] ^ 48)
    const width = p - from
    if (width === 8) {
      this.compact = true
      this.separator = 0
      return this.readTime(bytes, p, limit, this.dayMs(Math.floor(a / 10_000), Math.floor(a / 100) % 100, a % 100))
    }
    const separator = p < limit ? bytes[p] : 0
    if ((width !== 4 && width !== 1 && width !== 2) || (separator !== 45 && separator !== 46 && separator !== 47)) return Number.NaN
    const second = ++p
    let b = 0
    while (p < limit && p < second + 3 && (bytes[p] ^ 48) < 10) b = b * 10 + (bytes[p++] ^ 48)
    if (p === second || p > second + 2 || p >= limit || bytes[p] !== separator) return Number.NaN
    const third = ++p
    let c = 0
    while (p < limit && p < third + 5 && (bytes[p] ^ 48) < 10) c = c * 10 + (bytes[p++] ^ 48)
    const lastWidth = p - third
    this.separator = separator
    if (width === 4) {
      if (lastWidth < 1 || lastWidth > 2) return Number.NaN
      return this.readTime(bytes, p, limit, this.dayMs(a, b, c))
    }
    if (lastWidth !== 2 && lastWidth !== 4) return Number.NaN
    this.slashed = true
    this.first = a
    this.second = b
    const year = lastWidth === 4 ? c : c < 69 ? 2000 + c : 1900 + c
    return this.readTime(bytes, p, limit, this.order === 'dmy' ? this.dayMs(year, b, a) : this.dayMs(year, a, b))
  }

  private dayMs(year: number, month: number, day: number): number {
    const date = year * 10_000 + month * 100 + day
    if (date === this.cachedDate) return this.cachedDay
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      this.impossible = true
      return Number.NaN
    }
    this.cachedDate = date
    this.cachedDay = daysSinceEpoch(year, month, day) * 86_400_000
    return this.cachedDay
  }

  private readTime(bytes: Uint8Array, from: number, limit: number, day: number): number {
    this.end = from
    let p = from
    if (p >= limit || (bytes[p] !== 84 && bytes[p] !== 116 && bytes[p] !== 32)) return day
    p++
    while (p < limit && bytes[p] === 32) p++
    // Spreadsheets write 9:30.
    const short = p + 1 < limit && bytes[p + 1] === 58 && (bytes[p] ^ 48) < 10
    const hour = short ? bytes[p] ^ 48 : twoDigits(bytes, p, limit)
    if (hour < 0) return day
    p += short ? 1 : 2
    const colons = p < limit && bytes[p] === 58
    if (!colons && !this.compact) return day
    if (colons) p++
    const minute = twoDigits(bytes, p, limit)
    if (minute < 0) return day
    p += 2
    let second = 0
    let fraction = 0
    if (p < limit && (bytes[p] === 58) === colons) {
      const seconds = twoDigits(bytes, colons ? p + 1 : p, limit)
      if (seconds >= 0) {
        second = seconds
        p += colons ? 3 : 2
        if (p + 1 < limit && bytes[p] === 46 && (bytes[p + 1] ^ 48) < 10) {
          const start = ++p
          let milli = 0
          while (p < limit && (bytes[p] ^ 48) < 10) {
            if (p < start + 3) milli = milli * 10 + (bytes[p] ^ 48)
            p++
          }
          const digits = p - start
          fraction = digits === 3 ? milli : digits === 2 ? milli * 10 : digits === 1 ? milli * 100 : milli
          // The rest is rounded once as a whole and once in the sum: exact for whole microseconds and nanoseconds.
          if (digits > 3) fraction += Number(`0.${String.fromCharCode(...bytes.subarray(start + 3, p))}`)
        }
      }
    }
    this.hasTime = true
    this.end = p
    let hours = hour
    const half = p < limit && bytes[p] === 32 ? p + 1 : p
    if (half + 1 < limit && (bytes[half + 1] | 32) === 109 && ((bytes[half] | 32) === 97 || (bytes[half] | 32) === 112)) {
      if (hour < 1 || hour > 12) hours = 99
      else hours = (hour % 12) + ((bytes[half] | 32) === 112 ? 12 : 0)
      this.end = half + 2
    }
    if (hours > 24 || minute > 59 || second > 59 || (hours === 24 && minute + second + fraction > 0)) {
      this.impossible = true
      return Number.NaN
    }
    return day + (hours * 3600 + minute * 60 + second) * 1000 + fraction - this.readZone(bytes, limit)
  }

  /** Milliseconds east of UTC; moves `end` behind the zone when there is one. */
  private readZone(bytes: Uint8Array, limit: number): number {
    let p = this.end
    if (p >= limit) return 0
    let c = bytes[p]
    if (c === 90 || c === 122) {
      this.zoned = true
      this.end = p + 1
      return 0
    }
    if (c === 32 && p + 1 < limit) c = bytes[++p]
    if (p + 2 < limit) {
      const word = ((c | 32) << 16) | ((bytes[p + 1] | 32) << 8) | (bytes[p + 2] | 32)
      if (word === 0x757463 || word === 0x676d74) {
        this.zoned = true
        this.end = p + 3
        return 0
      }
    }
    if (c !== 43 && c !== 45) return 0
    const hour = twoDigits(bytes, p + 1, limit)
    if (hour < 0) return 0
    const colon = p + 3 < limit && bytes[p + 3] === 58 ? 1 : 0
    const minute = twoDigits(bytes, p + 3 + colon, limit)
    this.zoned = true
    this.end = minute < 0 ? p + 3 : p + 5 + colon
    if (hour > 15 || minute > 59) {
      this.impossible = true
      return Number.NaN
    }
    const offset = (hour * 60 + Math.max(0, minute)) * 60_000
    return c === 45 ? -offset : offset
  }
}

function twoDigits(bytes: Uint8Array, p: number, limit: number): number {
  if (p + 2 > limit) return -1
  const tens = bytes[p] ^ 48
  const ones = bytes[p + 1] ^ 48
  return tens < 10 && ones < 10 ? tens * 10 + ones : -1
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar, counting years from March so that a leap day comes last. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return y * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 1 - 719_468
}
