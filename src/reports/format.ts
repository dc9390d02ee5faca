/**
 * How a value is printed: `percent` (a fraction, two decimals), `ratio` (two decimals), `money` (two decimals, thousands
 * separators), `price` and `quantity` (as many digits as the size asks for), `integer`, `date` and `time` (milliseconds since the
 * Unix epoch, ISO 8601, UTC) or `text` (as it stands).
 */
export type Format = 'percent' | 'ratio' | 'money' | 'price' | 'quantity' | 'integer' | 'date' | 'time' | 'text'

/** What is printed for a number that is not known. */
const UNKNOWN = '–'
const MINUS = '\u2212'

/**
 * A value as text for people. Unknown numbers (NaN, infinite) print as "–", negative ones with a true minus sign. The same on every
 * machine: no locale is asked.
 *
 * @param value - A number, or a text that is given back unchanged whatever the format.
 *
 * @example
 * ```ts
 * import { formatValue } from 'peak-trade'
 *
 * formatValue(-0.01234, 'percent') // '−1.23%'
 * formatValue(1234567.891, 'money') // '1,234,567.89'
 * formatValue(Number.NaN, 'ratio') // '–'
 * formatValue(Date.UTC(2024, 0, 31, 9, 30), 'time') // '2024-01-31 09:30'
 * ```
 */
export function formatValue(value: number | string, format: Format): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) return UNKNOWN
  switch (format) {
    case 'percent':
      return `${fixed(value * 100, 2)}%`
    case 'ratio':
    case 'money':
      return fixed(value, 2)
    case 'price':
      return fixed(value, priceDecimals(value))
    case 'quantity':
      return trimZeros(fixed(value, quantityDecimals(value)))
    case 'integer':
      return fixed(value, 0)
    case 'date':
      return isoTime(value).slice(0, 10)
    case 'time':
      return isoTime(value)
    case 'text':
      return String(value).replace('-', MINUS)
  }
}

/** A number with a fixed count of decimals, thousands separators and a true minus sign; never "−0". */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return UNKNOWN
  const magnitude = Math.abs(value)
  if (magnitude >= 1e15) return `${value < 0 ? MINUS : ''}${magnitude.toExponential(2).replace('e+', 'e')}`
  const [whole, part] = magnitude.toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const text = part === undefined ? grouped : `${grouped}.${part}`
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text
}

/** The same with a plus sign in front of what is above zero. */
export function signedPercent(value: number, decimals: number): string {
  const text = fixed(value * 100, decimals)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** "1 trade", "2 trades", "1,234 trades". */
export function countOf(count: number, noun: string): string {
  return `${fixed(count, 0)} ${noun}${count === 1 ? '' : 's'}`
}

/** The parts of a time in UTC; undefined for what no calendar can hold. */
export function utcParts(time: number): { year: number; month: number; day: number; hour: number; minute: number } | undefined {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return undefined
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}

function isoTime(time: number): string {
  const parts = utcParts(time)
  if (parts === undefined) return UNKNOWN
  const two = (value: number) => String(value).padStart(2, '0')
  const { year, month, day, hour, minute } = parts
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)} ${two(hour)}:${two(minute)}`
}

/** Two decimals from 10 up, four from 1 up, else five digits that mean something. */
function priceDecimals(value: number): number {
  const magnitude = Math.abs(value)
  if (magnitude >= 10 || magnitude === 0) return 2
  if (magnitude >= 1) return 4
  return Math.min(12, 4 - Math.floor(Math.log10(magnitude)))
}

function quantityDecimals(value: number): number {
  const magnitude = Math.abs(value)
  if (magnitude === 0) return 0
  return Math.max(0, Math.min(12, 5 - Math.floor(Math.log10(magnitude))))
}

function trimZeros(text: string): string {
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text
}
