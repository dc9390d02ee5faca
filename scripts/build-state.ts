import { existsSync, globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Why `dist` is not what `src` says now; undefined when it is. */
export function whyDistIsStale(): string | undefined {
  const built = ['dist/index.js', 'dist/index.d.ts', 'dist/cli.js'].map(file => `${root}${file}`)
  if (!built.every(file => existsSync(file))) return 'dist is missing or incomplete; npm run build makes it'
  const sources = globSync(['src/**/*.ts', 'package.json', 'package-lock.json', 'tsup.config.ts', 'tsconfig.json'], { cwd: root })
  const newest = Math.max(...sources.map(file => modified(`${root}${file}`)))
  return Math.min(...built.map(modified)) > newest ? undefined : 'dist is older than src; npm run build makes it anew'
}

/** Why tests of `dist` may skip. `npm test` provides a fresh one first, so there they never skip. */
export function whySkipDistTests(): string | undefined {
  const provided = process.env.CI !== undefined || process.env.npm_lifecycle_event?.startsWith('test') === true
  return provided ? undefined : whyDistIsStale()
}

function modified(file: string): number {
  return statSync(file).mtimeMs
}
