import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Plants thousands of faults in `src/engine`, `src/risk` and `src/execution`, one at a time, and counts how many the tests find. Takes hours; `out/mutation.json` has
 * every fault. Arguments go to Stryker, for example `--mutate src/engine/account.ts`.
 *
 * Vitest 5 joins the names of suites and tests with ` > `, the runner of Stryker 9 with a space, and so finds hardly any test for a fault.
 * A copy of the runner that joins them in the new way stands in for it until it does.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const runner = `${root}node_modules/@stryker-mutator/vitest-runner`
const patched = `${root}node_modules/@stryker-mutator/vitest-runner-for-vitest-5`
rmSync(patched, { recursive: true, force: true })
cpSync(runner, patched, { recursive: true })
for (const name of ['test-helpers.js', 'stryker-setup.js']) {
  const file = `${patched}/dist/src/${name}`
  const text = readFileSync(file, 'utf8')
  const joined = text.replace("nameParts.join(' ').trim()", "nameParts.filter(part => part !== '').join(' > ')")
  if (joined === text) throw new Error(`${name} of the Stryker runner has changed; see whether it still needs this script`)
  writeFileSync(file, joined)
}
const { status } = spawnSync(
  process.execPath,
  [`${root}node_modules/@stryker-mutator/core/bin/stryker.js`, 'run', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    // Random tests need not be as long as in CI: what they find, they find early, and every fault repeats them.
    env: { ...process.env, PEAK_TRADE_CASES: process.env.PEAK_TRADE_CASES ?? '1500' },
  },
)
process.exitCode = status ?? 1
