import { chmodSync, writeFileSync } from 'node:fs'
import { defineConfig } from 'tsup'
import ts from 'typescript'

/**
 * One module per source file: what a user does not import, a bundler leaves out (`sideEffects: false` works per file; inside a
 * shared chunk every indicator and every strategy class would stay). Types come as one file per entry.
 */
export default defineConfig(({ dts }) => {
  const common = { format: 'esm', target: 'es2023', outDir: 'dist' } as const
  const modules = {
    ...common,
    name: 'modules',
    entry: ['src/**/*.ts'],
    bundle: false,
    // Nothing is bundled, so import specifiers keep their `.ts`; a program that runs them needs `.js`.
    plugins: [{ name: 'js-specifiers', renderChunk: (code: string) => ({ code: toJsSpecifiers(code) }) }],
    onSuccess: async () => writeCommand(),
  }
  const thread = {
    ...common,
    name: 'thread',
    entry: { 'edge/jobs/thread-bundle': 'src/edge/jobs/thread-program.ts' },
    minify: true,
    removeNodeProtocol: false,
    // A thread loads one file instead of two hundred, dependencies included: it starts in a third of the time.
    noExternal: [/./],
    splitting: false,
  }
  const types = {
    ...common,
    name: 'types',
    entry: { index: 'src/index.ts', node: 'src/node.ts', testing: 'src/testing.ts', bullmq: 'src/bullmq.ts', ccxt: 'src/ccxt.ts' },
    dts: { only: true },
  }
  return dts === false ? [modules, thread] : [modules, thread, types]
})

function toJsSpecifiers(code: string): string {
  let out = ''
  let from = 0
  for (const { fileName, end } of ts.preProcessFile(code, true, true).importedFiles) {
    if (!fileName.startsWith('.') || !fileName.endsWith('.ts')) continue
    const extension = code.lastIndexOf('.ts', end)
    out += `${code.slice(from, extension)}.js`
    from = extension + '.ts'.length
  }
  return out + code.slice(from)
}

/** The command of package.json's `bin`. */
function writeCommand(): void {
  writeFileSync('dist/cli.js', "#!/usr/bin/env node\nimport './edge/cli/main.js'\n")
  chmodSync('dist/cli.js', 0o755)
}
