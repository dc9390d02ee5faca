import type { Answer, Child } from './child.ts'
import { makeMarket, rules, writeMarket } from './market.ts'
import { startNative } from './native.ts'
import { decideTargets, makeRuns, runBacktest, runCore, runSummary } from './ours.ts'
import { startPeer } from './peers.ts'
import { plainTargets, runPlainSplit } from './plain.ts'
import { agree, renderSection, type Section } from './report.ts'
import { type Contender, inProcess, race } from './timing.ts'

const NUMBERS = ['finalEquity', 'totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'profitFactor']
const SLOW_BARS = 100_000

/** One crossover run over many bars with fees, slippage and a stop that is hit: the library, plain JavaScript, C and the Python peers. */
export async function measureSingleRun({ length = 1_000_000, rounds = 15 } = {}): Promise<Section[]> {
  const bars = makeMarket(length)
  const targets = decideTargets(bars).map(target => (Number.isNaN(target) ? 0 : target))
  const file = writeMarket(bars, targets, `single-${length}.bin`)
  const fee = rules.feeBps / 10_000
  const slippage = rules.slippageBps / 10_000
  const common = [fee, slippage, rules.stopLoss]
  const native = startNative('single', [file, ...common, 8760, rules.fast, rules.slow])
  const vectorbt = startPeer('run_vectorbt.py', ['single', file, ...common, rules.fast, rules.slow])
  const backtesting = startPeer('run_backtestingpy.py', [file, ...common, rules.fast, rules.slow, Math.min(length, SLOW_BARS)])
  const runs = makeRuns(bars, rules.stopLoss)

  const everything = inProcess('peak-trade, backtest() with everything', () => runBacktest(bars, rules.stopLoss))
  const engine: Contender[] = [
    inProcess('peak-trade, core numbers', () => runCore(runs, targets)),
    inProcess('peak-trade, every number', () => runSummary(runs, targets)),
    inProcess('plain JavaScript, split by state', () => runPlainSplit(bars, targets, rules.stopLoss)),
  ]
  const whole: Contender[] = [
    everything,
    inProcess('peak-trade, targets and core numbers', () => runCore(runs, decideTargets(bars))),
    inProcess('plain JavaScript, averages and run', () => runPlainSplit(bars, plainTargets(bars, rules.fast, rules.slow), rules.stopLoss)),
  ]
  const peers: Contender[] = []
  if (native !== undefined) {
    engine.push(native.contender('C, fused loop', 'plain'), native.contender('C, split by state', 'split'))
    whole.push(native.contender('C, averages and run', 'whole'))
  }
  if (vectorbt !== undefined)
    peers.push(vectorbt.contender('vectorbt, Rust engine', 'signals rust'), vectorbt.contender('vectorbt, Numba engine', 'signals numba'))
  if (backtesting !== undefined) {
    const fewer = Math.min(length, SLOW_BARS)
    const { round } = backtesting.contender('', 'run')
    const name = `backtesting.py (${fewer.toLocaleString('en-US')} bars, time × ${length / fewer})`
    peers.push({ name, round: async () => ((await round()) * length) / fewer })
  }
  const engineTimings = await race(engine, { rounds })
  const wholeTimings = await race(whole, { rounds })
  // In rounds of their own: a second of Python between two runs of milliseconds would tell about cold caches.
  const peerTimings = peers.length === 0 ? [] : await race([everything, ...peers], { rounds: Math.min(rounds, 7), warmup: 2 })

  const ours = runCore(runs, targets)
  const full = runBacktest(bars, rules.stopLoss)
  const stops = full.trades.filter(trade => trade.exitReason === 'stop').length
  const checks = [
    `${full.summary.trades} trades, ${stops} of them ended by the stop, ${full.assumptions.gapExits} at an open beyond it.`,
    agree('backtest() and the run for core numbers', full.summary, ours, { names: NUMBERS, tolerance: 1e-9 }),
    agree('plain JavaScript', ours, runPlainSplit(bars, targets, rules.stopLoss), { names: NUMBERS, tolerance: 1e-6 }),
  ]
  if (native !== undefined) {
    for (const form of ['plain', 'split', 'whole'])
      checks.push(agree(`C ${form}`, ours, await native.ask(form), { names: NUMBERS, tolerance: 1e-6 }))
  }
  const peerChecks = vectorbt === undefined ? [] : await comparePeer(vectorbt, native, ours)
  for (const child of [native, vectorbt, backtesting]) child?.close()

  const count = length.toLocaleString('en-US')
  const costs = `fee ${rules.feeBps} bps, slippage ${rules.slippageBps} bps, stop loss ${100 * rules.stopLoss} %, next open, all cash`
  const sections: Section[] = [
    {
      title: `Engine alone, ${count} bars`,
      work: `Targets are given; ${costs}. Final equity, total return, Sharpe, maximum drawdown, trades, win rate, profit factor ("every number": all of Summary); memory reused.`,
      timings: engineTimings,
      units: length,
      unit: 'bar',
      reference: native === undefined ? engine[2].name : 'C, fused loop',
      checks,
      regression: 'the loop in src/engine/simulate.ts, a metric of src/metrics or the walk over trades got slower per bar.',
      reproduce: 'node benchmarks/single-run.ts',
    },
    {
      title: `Whole run, ${count} bars`,
      work: `Moving averages ${rules.fast}/${rules.slow}, decisions, simulation and metrics; ${costs}. backtest() gives every number, trades and curves in new memory.`,
      timings: wholeTimings,
      units: length,
      unit: 'bar',
      reference: native === undefined ? whole[2].name : 'C, averages and run',
      checks: ['JavaScript rows make their columns in new memory, C does not (README: new memory).'],
      regression: 'what a user waits for got slower: compare with "engine alone" to see whether strategies, metrics or the engine did it.',
      reproduce: 'node benchmarks/single-run.ts',
    },
  ]
  if (peerTimings.length > 0)
    sections.push({
      title: `Whole run against Python, ${count} bars`,
      work: `The same work; vectorbt gives total return, Sharpe and maximum drawdown, backtesting.py all its statistics.`,
      timings: peerTimings,
      units: length,
      unit: 'bar',
      reference: everything.name,
      checks: peerChecks,
      regression: 'see "whole run"; or a new version of a peer got faster.',
      reproduce: 'PEERS_PYTHON=../peers-venv/bin/python node benchmarks/single-run.ts',
    })
  return sections
}

/** vectorbt must come to the same numbers where it can be asked for the same thing. */
async function comparePeer(vectorbt: Child, native: Child | undefined, ours: object): Promise<string[]> {
  const checks = [
    agree('vectorbt, every bar given as two rows (its open, the rest)', ours, await vectorbt.ask('split'), {
      names: NUMBERS,
      tolerance: 1e-6,
    }),
  ]
  const timed: Answer = await vectorbt.ask('signals rust')
  checks.push(agree("vectorbt's two engines", timed, await vectorbt.ask('signals numba'), { names: NUMBERS, tolerance: 1e-9 }))
  if (native !== undefined)
    checks.push(
      agree("vectorbt as timed and a C loop with vectorbt's order in the bar", await native.ask('peer'), timed, {
        names: NUMBERS,
        tolerance: 1e-6,
      }),
    )
  checks.push(
    'vectorbt as timed differs by design: it looks at the stop before an exit signal at the same open, and not at all on the entry bar; its Sharpe counts a zero return on the first bar.',
  )
  return checks
}

if (import.meta.main) for (const section of await measureSingleRun()) console.log(renderSection(section))
