import { readdirSync } from 'node:fs'
import type { Column } from '../src/base/column.ts'
import type { Indicator } from '../src/indicators/indicator.ts'
import type { Bars } from '../src/market/bars.ts'
import { byProcessorTime, cellsOf, type IndicatorPeer, loadScriptPeers, type PeerCell, startArrayPeers } from './indicator-peers.ts'
import { makeMarket, writeMarket } from './market.ts'
import { figures } from './report.ts'
import { type Contender, race, type Timing } from './timing.ts'
import { startTulip } from './tulip.ts'

const folder = new URL('../src/indicators/', import.meta.url)

/** A peer that takes this many times as long as we do in a first look over few bars is not raced. */
const HOPELESS = 5
const LOOK_BARS = 20_000

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

/** How much is measured: `only` these ids, or all. */
export interface EveryIndicatorOptions {
  readonly length?: number
  readonly rounds?: number
  readonly only?: readonly string[]
}

/**
 * Every indicator with its default parameters over whole columns, next to the fastest of the JavaScript libraries that have it and next to
 * C: one line each.
 */
export async function measureEveryIndicator({ length = 1_000_000, rounds = 15, only = [] }: EveryIndicatorOptions = {}): Promise<string> {
  const bars = makeMarket(length)
  const scripts = loadScriptPeers(bars, length)
  const few = firstBars(bars, Math.min(LOOK_BARS, length))
  const looks = loadScriptPeers(few, few.length)
  const market = writeMarket(bars, bars.volume as Float64Array, `every-${length}.bin`)
  const natives = [...startTulip(market), ...(await startArrayPeers(market))]
  const rows: string[] = []
  const indicators = await listIndicators()
  for (const indicator of only.length === 0 ? indicators : indicators.filter(({ id }) => only.includes(id))) {
    const { id } = indicator
    const beaten = await findBeaten(
      byProcessorTime('peak-trade', () => indicator(few as never)),
      cellsOf(id, looks),
      few.length,
    )
    const cells = cellsOf(id, [...scripts.filter(({ name }) => !beaten.has(name)), ...natives])
    const ours = byProcessorTime('peak-trade', () => indicator(bars as never))
    const timings = await race([ours, ...cells.map(cell => cell.contender)], { rounds, warmup: 3 })
    rows.push(await renderLine({ indicator, bars, timings, cells, beaten }, scripts, natives))
    console.log(rows[rows.length - 1])
    for (const peer of scripts) peer.close()
  }
  for (const peer of natives) peer.close()
  return [
    `### Every indicator, ${length.toLocaleString('en-US')} bars, default parameters`,
    '',
    `Nanoseconds per bar, smallest / median of ${rounds} rounds in turns, by processor time. Ratios are smallest by smallest and median by median: above`,
    `1 we are faster. A library more than ${HOPELESS} times as slow over ${LOOK_BARS.toLocaleString('en-US')} bars was left at that. * does not end on our values to 1e-6.`,
    '',
    `| ${['indicator', 'form', 'peak-trade', 'fastest JavaScript library', 'it takes', 'it / we', ...natives.map(({ name }) => name)].join(' | ')} |`,
    `|---|---|--:|---|--:|--:|${natives.map(() => '--:|').join('')}`,
    ...rows,
    '',
    '- A regression would mean: the whole-column form or the step of that indicator got slower, or a new version of a library faster.',
    '- Reproduce: `PEERS_JS=../peers-js node benchmarks/indicators.ts`; with names behind it, only those indicators',
    '',
  ].join('\n')
}

function firstBars(bars: Bars, length: number): Bars {
  const { time, open, high, low, close, volume } = bars
  const cut = (column: Column) => column.slice(0, length)
  return { ...bars, length, time: cut(time), open: cut(open), high: cut(high), low: cut(low), close: cut(close), volume: cut(volume) }
}

/** A first look at the libraries, over few bars: who is beaten by far needs no million, and how long it takes per bar. */
async function findBeaten(ours: Contender, cells: readonly PeerCell[], length: number): Promise<ReadonlyMap<string, number>> {
  const beaten = new Map<string, number>()
  if (cells.length === 0) return beaten
  const timings = await race([ours, ...cells.map(cell => cell.contender)], { rounds: 5, warmup: 25 })
  for (const { name, minMs } of timings) if (minMs > HOPELESS * timings[0].minMs) beaten.set(name, (minMs * 1e6) / length)
  return beaten
}

interface Line {
  readonly indicator: Indicator
  readonly bars: Bars
  readonly timings: readonly Timing[]
  readonly cells: readonly PeerCell[]
  /** Nanoseconds per bar in the first look. */
  readonly beaten: ReadonlyMap<string, number>
}

async function renderLine(line: Line, scripts: readonly IndicatorPeer[], natives: readonly IndicatorPeer[]): Promise<string> {
  const { indicator, bars, timings } = line
  const perBar = ({ minMs, medianMs }: Timing) => `${figures((minMs * 1e6) / bars.length)} / ${figures((medianMs * 1e6) / bars.length)}`
  const timingOf = (name: string) => timings.find(timing => timing.name === name)
  const ours = timingOf('peak-trade') as Timing
  const ratio = ({ minMs, medianMs }: Timing) => `${figures(minMs / ours.minMs)} / ${figures(medianMs / ours.medianMs)}`
  const fastest = scripts
    .flatMap(({ name }) => timingOf(name) ?? [])
    .reduce<Timing | undefined>((best, timing) => (best === undefined || timing.minMs < best.minMs ? timing : best), undefined)
  const texts = ['', '', '']
  if (fastest !== undefined) texts.splice(0, 3, `${fastest.name}${await star(line, fastest.name)}`, perBar(fastest), ratio(fastest))
  else if (line.beaten.size > 0) {
    const [name, nanoseconds] = [...line.beaten].reduce((best, other) => (other[1] < best[1] ? other : best))
    texts.splice(0, 3, name, figures(nanoseconds), `> ${HOPELESS}`)
  }
  for (const { name } of natives) {
    const timing = timingOf(name)
    texts.push(timing === undefined ? '' : `${perBar(timing)} (${ratio(timing)})${await star(line, name)}`)
  }
  return `| ${[indicator.id, indicator.fill === undefined ? 'step' : 'kernel', perBar(ours), ...texts].join(' | ')} |`
}

/** Marks a peer that does not end on our values. */
async function star({ indicator, bars, cells }: Line, name: string): Promise<string> {
  const result = indicator(bars as never) as Float64Array | Record<string, Float64Array>
  const mine = (result instanceof Float64Array ? [result] : Object.values(result)).map(column => column[bars.length - 1])
  const theirs = (await cells.find(cell => cell.contender.name === name)?.last()) ?? []
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))
  const found = mine.filter(value => theirs.some(other => isNear(value, other))).length
  return found > 0 && found >= Math.min(mine.length, theirs.length) ? '' : ' *'
}
