import { describe, expect, it } from 'vitest'
import { efficiencyRatio } from '../../../src/indicators/efficiency-ratio.ts'
import { momentum } from '../../../src/indicators/momentum.ts'
import { percentileRank } from '../../../src/indicators/percentile-rank.ts'
import { realizedVolatility } from '../../../src/indicators/realized-volatility.ts'
import { relativeVolume } from '../../../src/indicators/relative-volume.ts'
import { rsi } from '../../../src/indicators/rsi.ts'
import { zscore } from '../../../src/indicators/zscore.ts'
import { tripleBarrierLabels } from '../../../src/learning/triple-barrier.ts'
import { type LearnerOptions, WalkForwardLearner } from '../../../src/learning/walk-forward-learner.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { fractionalLogPrice } from '../../../src/strategies/experimental/fractional-log-price.ts'
import { MetaLabeling } from '../../../src/strategies/experimental/meta-labeling.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { Strategy } from '../../../src/strategies/strategy.ts'

const learning: LearnerOptions = {
  model: 'forest',
  minExamples: 20,
  refitEvery: 20,
  maxExamples: 500,
  trees: 25,
  maxDepth: 4,
  minLeaf: 3,
  seed: 1,
}

/** The rule written down once more with whole columns, labels first; a label goes to the learner at the bar at which it ends. */
function twin(bars: Bars, base: Float64Array, options: LearnerOptions, size: (chance: number) => number) {
  const volatility = realizedVolatility(bars, { period: 20 })
  const rank = percentileRank(volatility, { period: 50 })
  const strength = rsi(bars, { period: 14 })
  const short = momentum(bars, { period: 5 })
  const long = momentum(bars, { period: 20 })
  const distance = zscore(bars, { period: 20 })
  const efficiency = efficiencyRatio(bars, { period: 20 })
  const activity = relativeVolume(bars, { period: 20 })
  const level = fractionalLogPrice(bars, { order: 0.4, width: 100 })
  const events: { bar: number; side: number }[] = []
  let [before, up, down] = [0, 0, 0]
  for (let i = 99; i < bars.length; i++) {
    const side = Math.sign(base[i])
    const change = Math.log(bars.close[i] / bars.close[i - 1])
    up = Math.max(0, up + change)
    down = Math.min(0, down + change)
    const rose = up >= volatility[i]
    const fell = !rose && -down >= volatility[i]
    if (rose) up = 0
    if (fell) down = 0
    if (side !== 0 && (side !== before || rose || fell)) events.push({ bar: i, side })
    before = side
  }
  const labels = tripleBarrierLabels(bars, events, { takeProfit: 0.02, stopLoss: 0.01, maxBars: 20 })
  const rows = events.map(({ bar: i, side }) => {
    const move = bars.close[i] * volatility[i]
    return Float64Array.of(
      side,
      (side * (strength[i] - 50)) / 50,
      (side * short[i]) / move,
      (side * long[i]) / move,
      side * distance[i],
      (side * level[i]) / volatility[i],
      rank[i],
      efficiency[i],
      activity[i],
    )
  })
  const learner = new WalkForwardLearner(options)
  const targets = new Float64Array(bars.length).fill(Number.NaN)
  let bet = 0
  for (let i = 99; i < bars.length; i++) {
    for (const [k, label] of labels.entries())
      if (label.touched !== 'open' && label.end === i) learner.add({ row: rows[k], start: label.start, end: label.end, label: label.label })
    const event = events.findIndex(({ bar }) => bar === i)
    if (event >= 0) bet = size(learner.chance(rows[event]))
    targets[i] = base[i] === 0 ? 0 : base[i] * bet
  }
  return { targets, labels, fitted: learner.fitted }
}

describe('agrees with a plain twin', () => {
  const bars = syntheticBars({ seed: 21, length: 900, volatility: 0.6 })

  it('forest on RSI reversion', () => {
    const base = new RsiReversion().follow(bars).slice()
    const { targets, labels, fitted } = twin(bars, base, learning, p => (p >= 0.3 ? p : 0))
    expect(fitted).toBeGreaterThan(5)
    expect(new Set(labels.map(({ touched }) => touched)).size).toBeGreaterThan(2)
    expect(new Set(targets).size).toBeGreaterThan(20)
    expect([...new MetaLabeling({ minConfidence: 0.3 }).follow(bars)]).toEqual([...targets])
  })

  it('logistic regression on a crossover, with Kelly', () => {
    const base = new MaCrossover().follow(bars).slice()
    const options = { ...learning, model: 'logistic' as const, minExamples: 40, refitEvery: 5 }
    const { targets } = twin(bars, base, options, p => (Number.isNaN(p) ? 1 : p >= 0.5 ? 2 * p - 1 : 0))
    const params = { base: 'ma_crossover', model: 'logistic', minExamples: 40, refitEvery: 5, sizing: 'kelly', untrained: 'base' } as const
    expect([...new MetaLabeling(params).follow(bars)]).toEqual([...targets])
    expect(new Set(targets).size).toBeGreaterThan(5)
  })
})

/** Long on every other stretch of 10 bars. */
class Pulse extends Strategy {
  static override readonly id = 'pulse'
  protected override decide() {
    return Math.floor(this.index / 10) % 2
  }
}

class MetaPulse extends MetaLabeling {
  protected override createBase() {
    return new Pulse()
  }
}

describe('learns when the base is right', () => {
  // Volume says whether the next 20 bars rise or fall; the price itself is a smooth wave between them.
  const length = 3000
  const log = new Float64Array(length)
  const volume = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const isUp = Math.floor(i / 20) % 3 === 0
    log[i] = (log[i - 1] ?? 4) + (isUp ? 0.004 : -0.002) + 0.001 * Math.sin(1.9 * i)
    volume[i] = isUp ? 500 : 100
  }
  const close = log.map(Math.exp)
  const open = close.map((x, i) => close[i - 1] ?? x)
  const bars = {
    length,
    time: close.map((_, i) => i * 3_600_000),
    open,
    high: close.map((x, i) => Math.max(x, open[i]) * 1.0005),
    low: close.map((x, i) => Math.min(x, open[i]) * 0.9995),
    close,
    volume,
  }
  const earned = (strategy: Strategy) => {
    const targets = strategy.follow(bars)
    let sum = 0
    for (let i = 1000; i + 1 < length; i++) sum += targets[i] * (log[i + 1] - log[i])
    return sum
  }

  it.each(['forest', 'logistic'] as const)('with a %s', model => {
    const base = earned(new Pulse())
    const meta = earned(new MetaPulse({ model, maxBars: 8, takeProfit: 0.015, stopLoss: 0.01, sizing: 'kelly' }))
    expect(meta).toBeGreaterThan(base + 0.5)
  })
})

it('bets nothing before it has learned, or what the base says', () => {
  const bars = syntheticBars({ seed: 2, length: 300 })
  expect(new Set([...new MetaLabeling({ minExamples: 400 }).follow(bars)].slice(99))).toEqual(new Set([0]))
  const base = new RsiReversion().follow(bars).slice(99)
  expect([...new MetaLabeling({ minExamples: 400, untrained: 'base' }).follow(bars)].slice(99)).toEqual([...base])
})

it('a success must make minReturn: all trades do, or none does', () => {
  const bars = syntheticBars({ seed: 2, length: 500 })
  const fitted = (minReturn: number) =>
    [...new MetaLabeling({ base: 'ma_crossover', minReturn, minConfidence: 0.01 }).follow(bars)].slice(350)
  // No trade makes more than its target.
  expect(new Set(fitted(0.021))).toEqual(new Set([0]))
  const base = [...new MaCrossover().follow(bars)].slice(350)
  expect(new Set(base).size).toBe(2)
  expect(fitted(-1)).toEqual(base)
})

it('starts when both the base and the features are known', () => {
  expect(new MetaLabeling().warmup).toBe(99)
  expect(new MetaLabeling({ width: 10 }).warmup).toBe(69)
  expect(new MetaLabeling({ width: 400 }).warmup).toBe(399)
})

it('takes markets that never move', () => {
  const flat = new Float64Array(300).fill(7)
  const targets = new MetaLabeling().follow({
    length: 300,
    time: flat,
    open: flat,
    high: flat,
    low: flat,
    close: flat,
    volume: new Float64Array(300),
  })
  expect(new Set(targets.slice(99))).toEqual(new Set([0]))
})

it('refuses to wait for more examples than it keeps', () => {
  expect(() => new MetaLabeling({ minExamples: 600 })).toThrow('minExamples must not be larger than maxExamples')
})
