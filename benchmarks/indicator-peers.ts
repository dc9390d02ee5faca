import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Bars } from '../src/market/bars.ts'
import type { Child } from './child.ts'
import { startPeer } from './peers.ts'
import { type PeerColumns, type PeerWork, peerColumns } from './peers-js/columns.ts'
import { indicatorts } from './peers-js/indicatorts.ts'
import { ixjb94 } from './peers-js/ixjb94.ts'
import { technicalIndicators } from './peers-js/technicalindicators.ts'
import { tradingSignals } from './peers-js/trading-signals.ts'
import type { Contender } from './timing.ts'

/** A library that calculates some of our indicators, by their ids. */
export interface IndicatorPeer {
  readonly name: string
  /** Ends its program, or lets go of what it keeps. */
  readonly close: () => void
  readonly cell: (id: string) => PeerCell | undefined
}

/** The same indicator elsewhere: how long it takes, and the last value of each of its outputs. */
export interface PeerCell {
  readonly contender: Contender
  readonly last: () => Promise<readonly number[]>
}

/** What the peers have of one indicator. */
export function cellsOf(id: string, peers: readonly IndicatorPeer[]): PeerCell[] {
  return peers.flatMap(peer => peer.cell(id) ?? [])
}

/**
 * Work in this process by the processor time of this thread, so that waiting for other processes does not count. Neither do other threads,
 * which take over a part of collecting garbage.
 */
export function byProcessorTime(name: string, work: () => unknown): Contender {
  return {
    name,
    round() {
      const start = threadTime()
      work()
      return threadTime() - start
    },
  }
}

/** Milliseconds. The question about the whole process makes Linux bring the numbers up to date, which are else from its last tick. */
function threadTime(): number {
  process.cpuUsage()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/**
 * JavaScript libraries, from a folder with their packages named by `PEERS_JS` (peers-js/package.json says which). They are given plain
 * arrays or an object per bar, which is what they ask for, of the first `length` bars. Prints why a library is skipped.
 */
export function loadScriptPeers(bars: Bars, length: number): IndicatorPeer[] {
  const folder = process.env.PEERS_JS
  if (folder === undefined || folder === '') {
    console.log('JavaScript peers are skipped: set PEERS_JS to a folder with the packages of peers-js/package.json installed')
    return []
  }
  const columns = peerColumns(bars, length)
  const load = createRequire(join(folder, 'package.json'))
  const makers = {
    '@ixjb94/indicators': ixjb94,
    indicatorts,
    'trading-signals': tradingSignals,
    technicalindicators: technicalIndicators,
  }
  const peers: IndicatorPeer[] = []
  for (const [name, make] of Object.entries(makers)) {
    try {
      const works = make(load(name) as never)
      peers.push({ name, close: columns.release, cell: id => (works[id] === undefined ? undefined : cell(name, works[id], columns)) })
    } catch (error) {
      console.log(`${name} is skipped: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
    }
  }
  return peers
}

function cell(name: string, work: PeerWork, columns: PeerColumns): PeerCell {
  return { contender: byProcessorTime(name, () => work(columns)), last: async () => lastValues(work(columns)) }
}

/** The last numbers of a column, of several columns in an array or in an object, or of a column of objects. */
function lastValues(result: unknown): number[] {
  if (typeof result === 'number') return [result]
  if (typeof result === 'boolean') return [Number(result)]
  if (typeof result !== 'object' || result === null) return []
  if (!Array.isArray(result)) return Object.values(result).flatMap(lastValues)
  return Array.isArray(result[0]) ? result.flatMap(lastValues) : lastValues(result[result.length - 1])
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
    name: `${name} for Python`,
    close: () => {
      if (isLast) child.close()
    },
    cell: id => {
      const form = `${name}:${id}`
      if (!ids.includes(id)) return undefined
      return {
        contender: child.contender(`${name} for Python`, form),
        last: async () => [Number(child.last(form)?.last ?? Number.NaN)],
      }
    },
  }
}
