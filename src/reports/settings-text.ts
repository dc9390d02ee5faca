/** Fits a half-width column and a phone. */
const WIDTH = 46

/**
 * Settings as indented JSON: small objects stay on one line. What JSON has no word for (NaN, infinities, functions) is
 * written as a string, so that nothing is lost silently; undefined settings are left out.
 */
export function settingsText(value: unknown): string {
  return write(value, '')
}

function write(value: unknown, indent: string): string {
  const line = writeLine(value)
  if (line.length + indent.length <= WIDTH && indent !== '') return line
  const inner = `${indent}  `
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    const items = Array.from(value as ArrayLike<unknown>)
    if (items.length === 0) return '[]'
    return `[\n${items.map(item => inner + write(item, inner)).join(',\n')}\n${indent}]`
  }
  if (typeof value === 'object' && value !== null) {
    const entries = settled(value)
    if (entries.length === 0) return '{}'
    return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`).join(',\n')}\n${indent}}`
  }
  return line
}

function writeLine(value: unknown): string {
  if (ArrayBuffer.isView(value) || Array.isArray(value))
    return `[${Array.from(value as ArrayLike<unknown>)
      .map(writeLine)
      .join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = settled(value)
    return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${writeLine(item)}`).join(', ')} }`
  }
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value)
  if (typeof value === 'function') return JSON.stringify(`function ${value.name}`)
  return JSON.stringify(String(value))
}

function settled(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined)
}
