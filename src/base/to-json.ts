/**
 * Any result as JSON text: columns become arrays, NaN and infinities become null (JSON has no word for them), dates ISO
 * strings.
 *
 * @param indent - Spaces per level; 0 (default) puts everything on one line.
 *
 * @example
 * ```ts
 * import { toJson } from 'peak-trade'
 *
 * toJson({ sharpe: NaN, equity: Float64Array.of(1, 2) }) // '{"sharpe":null,"equity":[1,2]}'
 * ```
 */
export function toJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, (_key, inner: unknown) => (ArrayBuffer.isView(inner) ? Array.from(inner as Float64Array) : inner), indent)
}
