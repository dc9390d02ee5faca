import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from './child.ts'
import { scratch } from './market.ts'

const FLAGS = ['-O3', '-march=native']

/** First line of `gcc --version`, or undefined when there is no compiler. */
export function compilerVersion(): string | undefined {
  try {
    return execFileSync('gcc', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0]
  } catch {
    return undefined
  }
}

/** Compiles `native/NAME.c` when it is newer than its program and starts it; undefined, with a printed reason, without gcc. */
export function startNative(name: 'single' | 'sweep' | 'indicators', args: readonly (string | number)[]): Child | undefined {
  const version = compilerVersion()
  if (version === undefined) {
    console.log('C is skipped: no gcc on the path')
    return undefined
  }
  const folder = fileURLToPath(new URL('./native/', import.meta.url))
  const build = join(scratch(), 'native')
  mkdirSync(build, { recursive: true })
  const program = join(build, name)
  const sources = [join(folder, `${name}.c`), join(folder, 'bench.h')]
  if (sources.some(source => modified(source) >= modified(program))) {
    console.log(`compiling ${name}.c with ${version}, ${FLAGS.join(' ')}`)
    execFileSync('gcc', [...FLAGS, '-o', program, sources[0], '-lm'], { stdio: 'inherit' })
  }
  return startChild(program, args.map(String))
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
