import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { measureCsv } from './csv.ts'
import { measureIndicators } from './indicators.ts'
import { measureLinearity } from './linearity.ts'
import { compilerVersion } from './native.ts'
import { peerVersions } from './peers.ts'
import { renderSection, type Section } from './report.ts'
import { measureSingleRun } from './single-run.ts'
import { measureSweep } from './sweep.ts'
import { measureThreads } from './threads.ts'

// Runs every benchmark and puts the results on top of RESULTS.md, one dated block per day and machine.

const HEAD = `# Benchmark results

Newest first. Times are milliseconds of one round; contenders of a table took turns in the same minutes, so trust ratios and
not third digits. How to run and read them: README.md.
`

const measures: readonly (() => Promise<Section[]>)[] = [
  // First, while this process is small: see there.
  measureLinearity,
  measureSingleRun,
  measureSweep,
  measureThreads,
  measureIndicators,
  measureCsv,
]

const sections: Section[] = []
for (const measure of measures) {
  for (const section of await measure()) {
    sections.push(section)
    console.log(renderSection(section))
  }
}

const path = fileURLToPath(new URL('./RESULTS.md', import.meta.url))
// A second run on the same day and processor replaces the first.
const title = `## ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`
const block = [title, '', ...machine(), '', ...sections.map(renderSection)].join('\n')
const earlier = existsSync(path)
  ? readFileSync(path, 'utf8')
      .split(/^(?=## )/m)
      .slice(1)
  : []
const kept = earlier.filter(text => !text.startsWith(`${title}\n`))
writeFileSync(
  path,
  [HEAD, block, ...kept]
    .map(text => text.trimEnd())
    .join('\n\n')
    .concat('\n'),
)
console.log(`written to ${path}`)

function machine(): string[] {
  return [
    `- Machine: ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0].toFixed(1)} at the end.`,
    `- Node ${process.versions.node}, V8 ${process.versions.v8}.`,
    `- C: ${compilerVersion() ?? 'no compiler, skipped'}, -O3 -march=native.`,
    `- Peers: ${peerVersions() ?? 'PEERS_PYTHON not set, skipped'}.`,
    `- Library at ${revision()}.`,
  ]
}

function revision(): string {
  try {
    return `commit ${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()}`
  } catch {
    return 'no commit yet'
  }
}
