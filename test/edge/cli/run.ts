import { runCli } from '../../../src/edge/cli/run-cli.ts'

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
