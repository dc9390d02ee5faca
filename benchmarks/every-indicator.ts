import { readdirSync } from 'node:fs'
import type { Indicator } from '../src/indicators/indicator.ts'
import type { Bars } from '../src/market/bars.ts'
import { cellsOf, loadScriptPeers, type PeerCell, startArrayPeers } from './indicator-peers.ts'
import { makeMarket, writeMarket } from './market.ts'
import { figures } from './report.ts'
import { type Contender, inProcess, race, type Timing } from './timing.ts'

const folder = new URL('../src/indicators/', import.meta.url)

/** Every indicator of the library, in the order of the file names. */
async function listIndicators(): Promise<Indicator[]> {
  const found: Indicator[] = []
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts'))) {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>
    for (const value of Object.values(module))
      if (typeof value === 'function' && 'warmup' in value && 'start' in value) found.push(value as Indicator)
  }
  return found
}

/**
 * Every indicator with its default parameters over whole columns, and the same work by peers where they are installed: one line each, in
 * nanoseconds per bar. What a peer calculates differently (its last value is another one) carries a star.
 */
export async function measureEveryIndicator({ length = 1_000_000, rounds = 5 } = {}): Promise<string> {
  const bars = makeMarket(length)
  const scripts = await loadScriptPeers(bars)
  const arrays = await startArrayPeers(writeMarket(bars, bars.volume as Float64Array, `every-${length}.bin`))
  const rows: string[] = []
  for (const indicator of await listIndicators()) {
    const ours = inProcess('peak-trade', () => indicator(bars as never))
    const cells = cellsOf(indicator.id, scripts, arrays)
    const contenders: Contender[] = [ours, ...cells.map(cell => cell.contender)]
    const slow = (await ours.round()) > 1000
    const timings = await race(contenders, { rounds: slow ? 1 : rounds, warmup: slow ? 0 : 2 })
    rows.push(await renderRow(indicator, bars, { timings, cells, who: [...scripts, ...arrays].map(peer => peer.name) }))
  }
  for (const peer of arrays) peer.close()
  const names = [...scripts, ...arrays].map(peer => peer.name)
  return [
    `### Every indicator, ${length.toLocaleString('en-US')} bars, default parameters`,
    '',
    `Nanoseconds per bar, the smallest of ${rounds} rounds in turns. * calculates something else: its last value differs by more than 1e-6.`,
    '',
    `| indicator | form | peak-trade | ${names.map(name => `${name} | `).join('')}`.trimEnd(),
    `|---|---|--:|${names.map(() => '--:|').join('')}`,
    ...rows,
    '',
    '- A regression would mean: the whole-column form or the step of that indicator got slower.',
    '- Reproduce: `node benchmarks/indicators.ts`',
    '',
  ].join('\n')
}

interface Row {
  readonly timings: readonly Timing[]
  readonly cells: readonly PeerCell[]
  readonly who: readonly string[]
}

async function renderRow(indicator: Indicator, bars: Bars, { timings, cells, who }: Row): Promise<string> {
  const perBar = (name: string) => {
    const timing = timings.find(candidate => candidate.name === name)
    return timing === undefined ? undefined : figures((timing.minMs * 1e6) / bars.length)
  }
  const result = indicator(bars as never) as Float64Array | Record<string, Float64Array>
  const columns = result instanceof Float64Array ? [result] : Object.values(result)
  const texts: string[] = []
  for (const name of who) {
    const cell = cells.find(candidate => candidate.contender.name === name)
    if (cell === undefined) texts.push('')
    else {
      const last = await cell.last()
      const agrees = columns.some(column => Math.abs(column[bars.length - 1] - last) <= 1e-6 * Math.max(1, Math.abs(last)))
      texts.push(`${perBar(name)}${agrees ? '' : ' *'}`)
    }
  }
  return `| ${[indicator.id, indicator.fill === undefined ? 'step' : 'kernel', perBar('peak-trade'), ...texts].join(' | ')} |`
}
