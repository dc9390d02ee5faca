import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeMarket, rules, scratch, writeDoubles, writeMarket } from './market.ts'
import { startNative } from './native.ts'
import { AskedCrossover, makeRuns, runStrategySweep, runSweep } from './ours.ts'
import { startPeer } from './peers.ts'
import { type Outcome, runPlainSweep } from './plain.ts'
import { agree, renderSection, type Section } from './report.ts'
import { type Contender, inProcess, race } from './timing.ts'

const NUMBERS = ['finalEquity', 'totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'profitFactor'] as const

/** 1,000 pairs of averages: 25 fast ones from 2 to 50 with 40 slow ones from 55 to 250. */
export function makePairs(): Float64Array {
  const pairs: number[] = []
  for (let fast = 2; fast <= 50; fast += 2) for (let slow = 55; slow <= 250; slow += 5) pairs.push(fast, slow)
  return Float64Array.from(pairs)
}

/** Many crossovers over the same bars in one thread: the library, plain JavaScript, C and vectorbt. */
export async function measureSweep({ length = 10_000, rounds = 15 } = {}): Promise<Section[]> {
  const bars = makeMarket(length)
  const pairs = makePairs()
  const count = pairs.length / 2
  const file = writeMarket(bars, new Float64Array(length), `sweep-${length}.bin`)
  const pairsFile = writeDoubles(pairs, 'pairs.bin')
  const costs = [rules.feeBps / 10_000, rules.slippageBps / 10_000]
  const [nativeOut, peerOut] = ['native-sweep.bin', 'vectorbt-sweep.bin'].map(name => join(scratch(), name))
  const native = startNative('sweep', [file, pairsFile, ...costs, 8760, nativeOut])
  const vectorbt = startPeer('run_vectorbt.py', ['sweep', file, pairsFile, ...costs, peerOut])
  const runs = makeRuns(bars, 0)

  const ours = inProcess('peak-trade, sweep()', () => runSweep(bars, pairs))
  const contenders: Contender[] = [
    ours,
    inProcess('peak-trade, sweep() asking decide() on every bar', () => runSweep(bars, pairs, AskedCrossover)),
    inProcess('peak-trade, a loop over follow()', () => runStrategySweep(bars, runs, pairs)),
    inProcess('plain JavaScript, event-driven', () => runPlainSweep(bars, pairs)),
  ]
  if (native !== undefined)
    contenders.push(
      native.contender('C, every bar', 'plain'),
      native.contender('C, event-driven by scanning', 'scan'),
      native.contender('C, event-driven by bit mask', 'mask'),
      native.contender('C, bit mask and skipped blocks', 'blocks'),
    )
  const timings = await race(contenders, { rounds })
  const peers =
    vectorbt === undefined
      ? []
      : [vectorbt.contender('vectorbt, Rust engine', 'sweep rust'), vectorbt.contender('vectorbt, Numba engine', 'sweep numba')]
  const peerTimings = peers.length === 0 ? [] : await race([ours, ...peers], { rounds: Math.min(rounds, 5), warmup: 2 })

  const outcomes = runSweep(bars, pairs)
  const checks = [
    compareAll('Asking decide()', outcomes, runSweep(bars, pairs, AskedCrossover)),
    compareAll('A loop over follow()', outcomes, runStrategySweep(bars, runs, pairs)),
    compareAll('plain JavaScript', outcomes, runPlainSweep(bars, pairs)),
  ]
  if (native !== undefined) {
    for (const form of ['plain', 'scan', 'mask', 'blocks']) {
      await native.ask(form)
      checks.push(compareAll(`C ${form}`, outcomes, readOutcomes(nativeOut)))
    }
  }
  const peerChecks: string[] = []
  if (vectorbt !== undefined) {
    for (const form of ['sweep rust', 'sweep numba']) {
      await vectorbt.ask(form)
      peerChecks.push(compareAll(`vectorbt ${form}`, outcomes, readOutcomes(peerOut)))
    }
    peerChecks.push(
      'vectorbt is timed with memory that its process has touched before (see README: new memory; and what is said there about versions); without that it took 1.4 to 1.7 times as long on the machine of the first results.',
    )
  }
  for (const child of [native, vectorbt]) child?.close()
  const size = `${count.toLocaleString('en-US')} combinations × ${length.toLocaleString('en-US')} bars, one thread`
  const shared = { units: count * length, unit: 'bar and combination', reference: ours.name }
  const sections: Section[] = [
    {
      title: `Sweep, ${size}`,
      work: `Moving-average crossovers, fee ${rules.feeBps} bps, slippage ${rules.slippageBps} bps, no stop, next open, all cash; final equity, total return, Sharpe, maximum drawdown, trades, win rate and profit factor of every combination. Averages once per period, except in the loop over follow().`,
      timings,
      ...shared,
      reference: native === undefined ? ours.name : 'C, every bar',
      checks,
      regression:
        'something is allocated or done per combination that can be done once, or one of the loops of a sweep (docs/decisions/007-no-wasm.md) got slower.',
      reproduce: 'node benchmarks/sweep.ts',
    },
  ]
  if (peerTimings.length > 0)
    sections.push({
      title: `Sweep against Python, ${size}`,
      work: 'The same work; vectorbt gives total return, Sharpe and maximum drawdown.',
      timings: peerTimings,
      ...shared,
      checks: peerChecks,
      regression: 'see "sweep"; or a new version of vectorbt got faster.',
      reproduce: 'PEERS_PYTHON=../peers-venv/bin/python node benchmarks/sweep.ts',
    })
  return sections
}

function readOutcomes(path: string): Outcome[] {
  const bytes = readFileSync(path)
  const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const outcomes: Outcome[] = []
  for (let i = 0; i < values.length; i += 7) {
    const [finalEquity, totalReturn, sharpe, maxDrawdown, trades, winRate, profitFactor] = values.subarray(i, i + 7)
    outcomes.push({ finalEquity, totalReturn, sharpe, maxDrawdown, trades, winRate, profitFactor })
  }
  return outcomes
}

function compareAll(who: string, expected: readonly Outcome[], actual: readonly Outcome[]): string {
  if (expected.length !== actual.length) throw new Error(`${who}: ${actual.length} combinations, expected ${expected.length}`)
  const flat = (outcomes: readonly Outcome[]) =>
    Object.fromEntries(outcomes.flatMap((outcome, k) => NUMBERS.map(name => [`${name} of combination ${k}`, outcome[name]] as const)))
  const sentence = agree(who, flat(expected), flat(actual), { names: Object.keys(flat(expected)), tolerance: 1e-6 })
  return `${who}: all seven numbers of all combinations ${sentence.slice(sentence.lastIndexOf('agree'))}`
}

if (import.meta.main) for (const section of await measureSweep()) console.log(renderSection(section))
