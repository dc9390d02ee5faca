/**
 * Plain data as JSON text that reads back as it was: NaN, infinities, -0 and columns included. `toJson` is for other programs; this is for
 * ours.
 *
 * Numbers that JSON cannot say become `{"$number":"NaN"}`, columns `{"$column":[…]}`; a key of the data that begins with "$" gets a second
 * one.
 */
export function encodeData(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => encode(inner))
}

/** What {@link encodeData} wrote. */
export function decodeData(text: string): unknown {
  const parsed: unknown = JSON.parse(text)
  // Without a "$" nothing is encoded, which is most of the time.
  return text.includes('"$') ? decode(parsed) : parsed
}

function encode(value: unknown): unknown {
  if (typeof value === 'number') return isPlain(value) ? value : { $number: Object.is(value, -0) ? '-0' : String(value) }
  if (value instanceof Float64Array) return { $column: Array.from(value) }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (!Object.keys(value).some(key => key.startsWith('$'))) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.startsWith('$') ? `$${key}` : key, inner]))
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decode)
  const { $number, $column } = value as { readonly $number?: unknown; readonly $column?: unknown }
  if (typeof $number === 'string') return Number($number)
  if (Array.isArray($column)) return Float64Array.from($column.map(decode) as number[])
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.startsWith('$') ? key.slice(1) : key, decode(inner)]))
}

function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0)
}
