// From a file of prices to go or no-go with one command and one TOML file, on five years of daily AAPL prices.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openRunStore, readPipeline } from 'peak-trade/node'

const { resolve } = createRequire(import.meta.url)
const prices = resolve('@observablehq/sample-datasets/aapl.csv')
const file = fileURLToPath(new URL('pipeline.toml', import.meta.url))
const { strategy, promotion } = await readPipeline(file)
console.log(`${strategy.id} is going to be judged by policy ${promotion.policy}`)

// In a terminal: npx peak-trade research pipeline examples/pipeline.toml --data aapl.csv --report out/pipeline
const program = join(dirname(resolve('peak-trade/package.json')), 'dist', 'cli.js')
const home = join('out', 'home')
const argv = ['research', 'pipeline', file, '--data', prices, '--report', join('out', 'pipeline'), '--home', home]
const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8' })
console.log(stdout, stderr)
// 0 is go, 1 is no-go, 2 is a mistake in the file.
if (status !== 1) throw new Error(`a crossover on AAPL should be a no-go, but the exit code is ${status}`)

// Every stage is a run in the registry, below one that stands for the whole.
const store = openRunStore(home)
const [whole] = store.list({ types: ['experiment'], limit: 1 }).records
for (const { type, durationMs } of store.each({ parent: whole.id })) console.log(`  ${type.padEnd(18)} ${Math.round(durationMs)} ms`)
store.close()
