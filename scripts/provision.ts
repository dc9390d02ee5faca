import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { whyDistIsStale } from './build-state.ts'
import { chromium } from './chromium.ts'

/**
 * Brings what the tests need: a fresh `dist` (the tests of the package run what users get) and a Chromium. Without a Chromium the
 * browser tests skip, and this says why.
 */
const root = fileURLToPath(new URL('..', import.meta.url))

console.log(`Node ${process.version}`)
provideChromium()
provideDist()

function provideChromium(): void {
  const found = chromium()
  if (found !== undefined) {
    console.log(`Chromium: ${found}`)
    return
  }
  if (process.getuid?.() !== 0) {
    console.log('Chromium is missing and only root can install it: browser tests will skip (apt-get install chromium)')
    return
  }
  try {
    console.log('Chromium is missing: apt-get install chromium')
    const quiet: ExecFileSyncOptions = {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 180_000,
    }
    execFileSync('apt-get', ['update', '-qq'], quiet)
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)
    console.log(`Chromium: ${chromium() ?? 'still missing'}`)
  } catch (error) {
    console.log(`Chromium could not be installed, browser tests will skip: ${String(error).split('\n')[0]}`)
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
