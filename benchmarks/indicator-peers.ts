import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Bars } from '../src/market/bars.ts'
import type { Child } from './child.ts'
import { startPeer } from './peers.ts'
import type { Contender } from './timing.ts'
import { inProcess } from './timing.ts'

/** A library that calculates some of our indicators, by their ids. */
export interface IndicatorPeer {
  readonly name: string
  readonly close: () => void
  readonly cell: (id: string) => PeerCell | undefined
}

/** The same indicator elsewhere: how long it takes, and one of its last values. */
export interface PeerCell {
  readonly contender: Contender
  readonly last: () => Promise<number>
}

type Columns = Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', number[]>>
type Work = (columns: Columns) => unknown

/** What the peers have of one indicator. */
export function cellsOf(id: string, ...peers: readonly (readonly IndicatorPeer[])[]): PeerCell[] {
  return peers.flat().flatMap(peer => peer.cell(id) ?? [])
}

/**
 * JavaScript libraries, from a folder with their packages named by `PEERS_JS`: `@ixjb94/indicators`, `indicatorts` and `tulind` (Tulip in
 * C behind Node). They are given plain arrays, which is what they ask for. Prints why a library is skipped.
 */
export async function loadScriptPeers(bars: Bars): Promise<IndicatorPeer[]> {
  const folder = process.env.PEERS_JS
  if (folder === undefined || folder === '') {
    console.log('JavaScript peers are skipped: set PEERS_JS to a folder with @ixjb94/indicators, indicatorts and tulind installed')
    return []
  }
  const { open, high, low, close, volume } = bars
  const columns: Columns = { open: [...open], high: [...high], low: [...low], close: [...close], volume: [...volume] }
  const load = createRequire(join(folder, 'package.json'))
  const peers: IndicatorPeer[] = []
  const makers = { '@ixjb94/indicators': ixjb94, indicatorts, tulind }
  for (const [name, make] of Object.entries(makers)) {
    try {
      const works = make(load(name) as never)
      peers.push({ name, close: () => undefined, cell: id => (works[id] === undefined ? undefined : cell(name, works[id], columns)) })
    } catch (error) {
      console.log(`${name} is skipped: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
    }
  }
  return peers
}

function cell(name: string, work: Work, columns: Columns): PeerCell {
  return { contender: inProcess(name, () => work(columns)), last: async () => lastOf(work(columns)) }
}

/** The last value of the first column, whatever the library wraps it in. */
function lastOf(result: unknown): number {
  if (Array.isArray(result)) return Array.isArray(result[0]) ? lastOf(result[0]) : Number(result[result.length - 1])
  return lastOf(Object.values(result as object)[0])
}

/** C behind NumPy: `peers/run_indicators.py` with the Python of `PEERS_PYTHON`, where it has TA-Lib or newtulipy. */
export async function startArrayPeers(market: string): Promise<IndicatorPeer[]> {
  const child = startPeer('run_indicators.py', [market])
  if (child === undefined) return []
  const { forms } = (await child.ask('forms')) as unknown as { forms: Record<string, string[]> }
  const peers = Object.entries(forms).map(([name, ids], k) => arrayPeer(name, ids, { child, isLast: k === 0 }))
  if (peers.length === 0) {
    console.log('run_indicators.py found neither TA-Lib nor newtulipy')
    child.close()
  }
  return peers
}

function arrayPeer(name: string, ids: readonly string[], { child, isLast }: { child: Child; isLast: boolean }): IndicatorPeer {
  return {
    name: `${name}, C`,
    close: () => {
      if (isLast) child.close()
    },
    cell: id => {
      const form = `${name}:${id}`
      if (!ids.includes(id)) return undefined
      return { contender: child.contender(`${name}, C`, form), last: async () => Number(child.last(form)?.last ?? Number.NaN) }
    },
  }
}

type Calls = Readonly<Record<string, (...values: unknown[]) => unknown>>

function ixjb94({ IndicatorsSync }: { IndicatorsSync: new () => Calls }): Record<string, Work> {
  const ta = new IndicatorsSync()
  return {
    sma: ({ close }) => ta.sma(close, 20),
    ema: ({ close }) => ta.ema(close, 20),
    wma: ({ close }) => ta.wma(close, 20),
    dema: ({ close }) => ta.dema(close, 30),
    tema: ({ close }) => ta.tema(close, 30),
    hma: ({ close }) => ta.hma(close, 16),
    kama: ({ close }) => ta.kama(close, 30),
    rsi: ({ close }) => ta.rsi(close, 14),
    atr: ({ high, low, close }) => ta.atr(high, low, close, 14),
    natr: ({ high, low, close }) => ta.natr(high, low, close, 14),
    bollinger: ({ close }) => ta.bbands(close, 20, 2),
    macd: ({ close }) => ta.macd(close, 12, 26, 9),
    stochastic: ({ high, low, close }) => ta.stoch(high, low, close, 14, 3, 3),
    cci: ({ high, low, close }) => ta.cci(high, low, close, 14),
    mfi: ({ high, low, close, volume }) => ta.mfi(high, low, close, volume, 14),
    obv: ({ close, volume }) => ta.obv(close, volume),
    williams_r: ({ high, low, close }) => ta.willr(high, low, close, 14),
    psar: ({ high, low }) => ta.psar(high, low, 0.02, 0.2),
    fisher_transform: ({ high, low }) => ta.fisher(high, low, 10),
    linear_regression: ({ close }) => ta.linreg(close, 14),
  }
}

function indicatorts(ta: Calls): Record<string, Work> {
  return {
    sma: ({ close }) => ta.sma(close, { period: 20 }),
    ema: ({ close }) => ta.ema(close, { period: 20 }),
    dema: ({ close }) => ta.dema(close, { period: 30 }),
    tema: ({ close }) => ta.tema(close, { period: 30 }),
    rma: ({ close }) => ta.rma(close, { period: 14 }),
    rsi: ({ close }) => ta.rsi(close, { period: 14 }),
    atr: ({ high, low, close }) => ta.atr(high, low, close, { period: 14 }),
    bollinger: ({ close }) => ta.bb(close, { period: 20 }),
    macd: ({ close }) => ta.macd(close, { fast: 12, slow: 26, signal: 9 }),
    stochastic: ({ high, low, close }) => ta.stoch(high, low, close, { kPeriod: 14, dPeriod: 3 }),
    cci: ({ high, low, close }) => ta.cci(high, low, close, { period: 14 }),
    mfi: ({ high, low, close, volume }) => ta.mfi(high, low, close, volume, { period: 14 }),
    obv: ({ close, volume }) => ta.obv(close, volume),
    williams_r: ({ high, low, close }) => ta.willr(high, low, close, { period: 14 }),
    psar: ({ high, low, close }) => ta.psar(high, low, close, { step: 0.02, max: 0.2 }),
    aroon: ({ high, low }) => ta.aroon(high, low, { period: 14 }),
  }
}

function tulind({
  indicators,
}: {
  indicators: Record<
    string,
    { indicator: (inputs: number[][], options: number[], done: (error: unknown, results: number[][]) => void) => void }
  >
}): Record<string, Work> {
  const run = (name: string, inputs: number[][], options: number[]): unknown => {
    let results: number[][] = []
    indicators[name].indicator(inputs, options, (_error, found) => {
      results = found
    })
    return results
  }
  return {
    sma: ({ close }) => run('sma', [close], [20]),
    ema: ({ close }) => run('ema', [close], [20]),
    wma: ({ close }) => run('wma', [close], [20]),
    rsi: ({ close }) => run('rsi', [close], [14]),
    atr: ({ high, low, close }) => run('atr', [high, low, close], [14]),
    bollinger: ({ close }) => run('bbands', [close], [20, 2]),
    macd: ({ close }) => run('macd', [close], [12, 26, 9]),
    stochastic: ({ high, low, close }) => run('stoch', [high, low, close], [14, 3, 3]),
    fisher_transform: ({ high, low }) => run('fisher', [high, low], [10]),
  }
}
