/** Node warns about its type stripping, its SQLite and packages without a type; the user of a command can do nothing with that. */
export async function withoutWarnings<T>(act: () => Promise<T>): Promise<T> {
  const { emitWarning } = process
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const about = [warning instanceof Error ? warning.name : '', ...rest.flatMap(one => Object.values(asObject(one)).concat(one))]
    if (about.includes('ExperimentalWarning') || about.includes('MODULE_TYPELESS_PACKAGE_JSON')) return
    Reflect.apply(emitWarning, process, [warning, ...rest])
  }) as typeof process.emitWarning
  try {
    return await act()
  } finally {
    process.emitWarning = emitWarning
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
