import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { whyDistIsStale } from './build-state.ts'
import { chromium } from './chromium.ts'
import { redisServer } from './redis.ts'

/**
 * Brings what the tests need: a fresh `dist` (the tests of the package run what users get), a Chromium and a Redis. Tests
 * that need one of these skip without it, and this says why.
 */
const root = fileURLToPath(new URL('..', import.meta.url))

console.log(`Node ${process.version}`)
provide({ title: 'Chromium', package: 'chromium', find: chromium, tests: 'browser tests' })
provide({ title: 'Redis', package: 'redis-server', find: redisServer, tests: 'tests of work on many machines' })
provideDist()

interface Program {
  readonly title: string
  /** In Debian. */
  readonly package: string
  readonly find: () => string | undefined
  /** What skips without it. */
  readonly tests: string
}

function provide({ title, package: name, find, tests }: Program): void {
  const found = find()
  if (found !== undefined) {
    console.log(`${title}: ${found}`)
    return
  }
  if (process.getuid?.() !== 0) {
    console.log(`${title} is missing and only root can install it: ${tests} will skip (apt-get install ${name})`)
    return
  }
  try {
    console.log(`${title} is missing: apt-get install ${name}`)
    const quiet: ExecFileSyncOptions = {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 180_000,
    }
    execFileSync('apt-get', ['update', '-qq'], quiet)
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet)
    console.log(`${title}: ${find() ?? 'still missing'}`)
  } catch (error) {
    console.log(`${title} could not be installed, ${tests} will skip: ${String(error).split('\n')[0]}`)
  }
}

function provideDist(): void {
  if (whyDistIsStale() === undefined) {
    console.log('dist is up to date')
    return
  }
  try {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    console.log('dist is built')
  } catch {
    // A stale build must not pass for the sources that do not build.
    rmSync(`${root}dist`, { recursive: true, force: true })
    console.error('dist could not be built; see above. Tests of the package will fail.')
  }
}
