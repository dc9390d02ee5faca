/** `stop_loss` of a file is `stopLoss` of code. */
export function inCode(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** `stopLoss` of code is `stop_loss` of a file. */
export function inFile(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

/** A table with its own keys renamed, those without a value left out; what is inside stays as it is. */
export function renameKeys(table: object, rename: (name: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [rename(name), value]),
  )
}
