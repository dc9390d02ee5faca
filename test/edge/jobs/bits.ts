/** Numbers as their bytes: nothing is lost, and a NaN equals only the same NaN. */
export function bitsOf(columns: Readonly<Record<string, Float64Array>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { buffer, byteOffset, byteLength }]) => [
      name,
      Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64'),
    ]),
  )
}
