import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../src/edge/cli/main.ts', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'peak-trade-home-'))

/** Runs the command line in a process of its own, as users do: here modules are loaded by Node itself. */
export function spawn(cwd: string, ...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, PEAK_TRADE_HOME: home },
  })
  return { code: status, out: stdout, error: stderr }
}
