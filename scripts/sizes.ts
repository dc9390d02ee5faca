import { bundleForBrowser, exampleProgram, wholeCore } from './bundle.ts'

/** Prints what the library weighs in a browser, gzipped, with all dependencies. */
for (const [name, program] of [
  ['example: prices, backtest, report', exampleProgram],
  ['whole core', wholeCore],
] as const) {
  const { code, gzipped, inputs } = await bundleForBrowser(program)
  console.log(`${name}: ${kilobytes(gzipped)} gzipped, ${kilobytes(code.length)} minified`)
  const packages = new Map<string, number>()
  for (const { path, bytes } of inputs) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'peak-trade'
    packages.set(owner, (packages.get(owner) ?? 0) + bytes)
  }
  for (const [owner, bytes] of [...packages].sort((a, b) => b[1] - a[1]))
    console.log(`  ${kilobytes(bytes).padStart(9)}  ${owner}, before minifying`)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
