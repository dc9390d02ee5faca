import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Runs every example against `dist`, as a user would; fails when one of them fails or when there are none. */
const root = fileURLToPath(new URL('..', import.meta.url))
const examples = globSync('examples/[0-9]*.ts', { cwd: root }).sort()
let failed = examples.length === 0
if (failed) console.error('examples/ has no examples')
for (const example of examples) {
  const start = performance.now()
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [example], { cwd: root, encoding: 'utf8', timeout: 120_000 })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (status === 0) {
    console.log(`ok      ${seconds} s  ${example}`)
    continue
  }
  failed = true
  console.log(`FAILED  ${seconds} s  ${example} (${signal ?? `exit ${status}`})\n${stdout}${stderr}`)
}
process.exitCode = failed ? 1 : 0
