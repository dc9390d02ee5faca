/** Plain data as paths to its leaves: `{ exits: { stopLoss: 0.02 } }` becomes `exits.stopLoss`. Lists are leaves. */
export function flattenData(data: Readonly<Record<string, unknown>>, prefix = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  for (const [key, value] of Object.entries(data)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (isBranch(value)) for (const [inner, leaf] of flattenData(value, path)) leaves.set(inner, leaf)
    else if (value !== undefined) leaves.set(path, value)
  }
  return leaves
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) && Object.keys(value).length > 0
}
