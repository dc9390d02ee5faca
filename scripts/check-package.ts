import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Is the package well made? Its metadata (publint), how its types resolve (attw), and that the lock file names no download address. */
const root = fileURLToPath(new URL('..', import.meta.url))
const run = (command: string, args: readonly string[]) => execFileSync(command, args, { cwd: root, stdio: 'inherit' })

run('publint', ['run', '--strict'])
run('attw', ['--pack', '.', '--profile', 'esm-only'])
if (/"resolved"/.test(readFileSync(`${root}package-lock.json`, 'utf8'))) {
  console.error("package-lock.json names download addresses; `npm install` with this repository's .npmrc leaves them out")
  process.exitCode = 1
}
