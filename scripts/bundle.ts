import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Plugin, rolldown } from 'rolldown'

/** A program for a browser: everything it imports, in one file. */
export interface Bundle {
  readonly code: string
  /** Bytes after gzip at its strongest. */
  readonly gzipped: number
  /** Every module of which something is left, with its bytes before minifying, largest first. */
  readonly inputs: readonly { readonly path: string; readonly bytes: number }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** The smallest complete use of the library. */
export const exampleProgram: string = readFileSync(new URL('./browser-example.ts', import.meta.url), 'utf8')

/** Everything that the core exports. */
export const wholeCore = `export * from 'peak-trade'`

/**
 * Bundles a program that imports from `peak-trade` as a user's bundler does: from `dist`, minified, with what is not used left
 * out. An import that a browser cannot follow (`node:fs`) is an error.
 */
export async function bundleForBrowser(program: string): Promise<Bundle> {
  const entry = `${root}program.ts`
  const given: Plugin = {
    name: 'given-program',
    resolveId: id => (id === entry ? id : null),
    load: id => (id === entry ? program : null),
  }
  const build = await rolldown({
    input: entry,
    plugins: [given],
    platform: 'browser',
    // The repository's own settings lead `peak-trade` to src; users have no such settings.
    tsconfig: false,
    onLog: (level, { code, message }) => {
      if (level === 'warn' && (code === 'UNRESOLVED_IMPORT' || /node:/.test(message))) throw new Error(message)
    },
  })
  try {
    const { output } = await build.generate({ format: 'esm', minify: true })
    const [{ code, modules }] = output
    return {
      code,
      gzipped: gzipSync(code, { level: 9 }).length,
      inputs: Object.entries(modules)
        .map(([path, { renderedLength }]) => ({ path: path.replaceAll('\\', '/').replace(root, ''), bytes: renderedLength }))
        .filter(({ bytes }) => bytes > 0)
        .sort((a, b) => b.bytes - a.bytes),
    }
  } finally {
    await build.close()
  }
}
