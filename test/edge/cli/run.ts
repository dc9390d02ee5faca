import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../../../src/edge/cli/run-cli.ts'

// What commands record belongs to nobody.
process.env.PEAK_TRADE_HOME = mkdtempSync(join(tmpdir(), 'peak-trade-home-'))

/** Runs the command line and keeps what it wrote. */
export async function run(...argv: string[]) {
  let out = ''
  let error = ''
  const code = await runCli(argv, {
    out: text => {
      out += text
    },
    error: text => {
      error += text
    },
  })
  return { code, out, error }
}
