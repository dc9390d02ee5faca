import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { seededRandom } from '../../src/base/random.ts'
import { cagr } from '../../src/metrics/cagr.ts'
import { calmar } from '../../src/metrics/calmar.ts'
import { longestDrawdown, maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { type EquityMetrics, measureEquity } from '../../src/metrics/equity-metrics.ts'
import { createEquityScratch } from '../../src/metrics/equity-scratch.ts'
import { bestReturn, worstReturn } from '../../src/metrics/extremes.ts'
import { measureCore } from '../../src/metrics/measure-core.ts'
import { kurtosis, skewness } from '../../src/metrics/moments.ts'
import { omega } from '../../src/metrics/omega.ts'
import { alpha, beta, correlation } from '../../src/metrics/regression.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { sortino } from '../../src/metrics/sortino.ts'
import { tailRatio } from '../../src/metrics/tail-ratio.ts'
import { totalReturn } from '../../src/metrics/total-return.ts'
import { ulcerIndex } from '../../src/metrics/ulcer-index.ts'
import { conditionalValueAtRisk, valueAtRisk } from '../../src/metrics/value-at-risk.ts'
import { volatility } from '../../src/metrics/volatility.ts'

const barsPerYear = 8760

/** The slow twin: each number by its own function, over sorted copies and plain sums. */
function oneByOne(equity: Float64Array, capital: number, benchmark?: Float64Array): EquityMetrics {
  const returns = returnsOf(equity)
  const deepest = maxDrawdown(equity, { capital })
  const market = benchmark === undefined ? undefined : returnsOf(benchmark)
  return {
    totalReturn: totalReturn(equity, { capital }),
    cagr: cagr(equity, { capital, barsPerYear }),
    volatility: volatility(returns, { barsPerYear }),
    sharpe: sharpe(returns, { barsPerYear }),
    sortino: sortino(returns, { barsPerYear }),
    calmar: calmar(equity, { capital, barsPerYear }),
    omega: omega(returns),
    maxDrawdown: deepest.depth,
    maxDrawdownPeak: deepest.peak,
    maxDrawdownTrough: deepest.trough,
    maxDrawdownRecovery: deepest.recovery,
    longestDrawdownBars: longestDrawdown(equity, { capital }).bars,
    ulcerIndex: ulcerIndex(equity, { capital }),
    var95: valueAtRisk(returns),
    cvar95: conditionalValueAtRisk(returns),
    skew: skewness(returns),
    kurtosis: kurtosis(returns),
    tailRatio: tailRatio(returns),
    bestReturn: bestReturn(returns),
    worstReturn: worstReturn(returns),
    beta: market === undefined ? Number.NaN : beta(returns, market),
    alpha: market === undefined ? Number.NaN : alpha(returns, { benchmark: market, barsPerYear }),
    correlation: market === undefined ? Number.NaN : correlation(returns, market),
  }
}

/** Selections and single quotients are the same bits; the rest is sums in another order. */
const EXACT: readonly (keyof EquityMetrics)[] = [
  'totalReturn',
  'cagr',
  'calmar',
  'maxDrawdown',
  'maxDrawdownPeak',
  'maxDrawdownTrough',
  'maxDrawdownRecovery',
  'longestDrawdownBars',
  'var95',
  'tailRatio',
  'bestReturn',
  'worstReturn',
]

/** Absolute part of the tolerance where a number can cancel to nothing: an error of 1e-9 of a standard deviation. */
const FLOOR: Partial<Record<keyof EquityMetrics, number>> = {
  sharpe: 1e-9 * Math.sqrt(barsPerYear),
  sortino: 1e-9 * Math.sqrt(barsPerYear),
  skew: 1e-9,
  kurtosis: 1e-9,
  beta: 1e-9,
  correlation: 1e-9,
  cvar95: 1e-15,
}

function expectSame(got: EquityMetrics, want: EquityMetrics, floors: Partial<Record<keyof EquityMetrics, number>> = {}): void {
  for (const [key, wanted] of Object.entries(want)) {
    const name = key as keyof EquityMetrics
    const value = got[name]
    if (Number.isNaN(wanted) || EXACT.includes(name))
      expect(value === wanted ? 0 : value - wanted, `${name} ${value} for ${wanted}`).toBe(Number.isNaN(wanted) ? Number.NaN : 0)
    else {
      const tolerance = 1e-9 * Math.abs(wanted) + (floors[name] ?? FLOOR[name] ?? 0)
      expect(Math.abs(value - wanted), `${name} ${value} for ${wanted}`).toBeLessThanOrEqual(tolerance)
    }
  }
}

function curveOf(returns: readonly number[], start = 100): Float64Array {
  const equity = new Float64Array(returns.length + 1).fill(start)
  for (const [i, r] of returns.entries()) equity[i + 1] = equity[i] * (1 + r)
  return equity
}

/** Segments as a backtest makes them: flat, calm, wild, or the same return over and over. */
const segment = fc.record({
  kind: fc.constantFrom('flat', 'calm', 'wild', 'same', 'jump'),
  bars: fc.integer({ min: 1, max: 400 }),
  seed: fc.nat(),
})

function returnsFrom(segments: readonly { kind: string; bars: number; seed: number }[]): number[] {
  const returns: number[] = []
  for (const { kind, bars, seed } of segments) {
    const random = seededRandom(seed)
    for (let k = 0; k < (kind === 'jump' ? 1 : bars); k++) {
      if (kind === 'flat') returns.push(0)
      else if (kind === 'calm') returns.push(1e-4 * random.normal())
      else if (kind === 'wild') returns.push(Math.max(-0.5, 0.02 * random.normal()))
      else if (kind === 'same') returns.push(0.001)
      else returns.push(random.uniform() - 0.5)
    }
  }
  return returns
}

describe('measureEquity', () => {
  it('equals the metrics one by one on curves of every shape', () => {
    const scratch = createEquityScratch(16)
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 90, max: 110, noNaN: true }),
        (segments, capital) => {
          const equity = curveOf(returnsFrom(segments))
          // A spread of pure rounding is the one place where both may decide differently; it has its own test.
          fc.pre(!segments.every(({ kind }) => kind === 'same'))
          const benchmark = curveOf(
            returnsFrom(segments.map(({ bars, seed }) => ({ kind: 'wild', bars, seed: seed + 1 }))).slice(0, equity.length - 1),
          )
          const market = benchmark.length === equity.length ? benchmark : undefined
          const want = oneByOne(equity, capital, market)
          const options = { capital, barsPerYear, scratch, ...(market === undefined ? {} : { benchmark: market }) }
          expectSame(measureEquity(equity, options), want, { alpha: 1e-9 * want.volatility * Math.sqrt(barsPerYear) })
        },
      ),
      { numRuns: 150 },
    )
  })

  it('equals the metrics one by one on short curves', () => {
    const value = fc.oneof(fc.constantFrom(100, 101, 99), fc.double({ min: 1, max: 1000, noNaN: true }))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), values => {
        const equity = Float64Array.from(values)
        expectSame(measureEquity(equity, { capital: 100, barsPerYear }), oneByOne(equity, 100))
      }),
      { numRuns: 500 },
    )
  })

  it('finds the exact quantiles where a sample misleads: outliers, ties, a rhythm, trends', () => {
    const random = seededRandom(7)
    const noise = Array.from({ length: 30_000 }, () => 0.01 * random.normal())
    const cases: Record<string, number[]> = {
      outliers: noise.map((r, i) => (i % 9001 === 17 ? -0.9 : i % 9001 === 18 ? 9 : r)),
      'mostly one value': noise.map((r, i) => (i % 50 === 0 ? r : 0.0001)),
      'two values': noise.map(r => (r > 0 ? 0.001 : -0.001)),
      'rare losses': noise.map((r, i) => (i % 21 === 0 ? -Math.abs(r) : 0)),
      'many small steps': noise.map(r => Math.round(r * 200) / 20_000),
      trend: noise.map((r, i) => r * (i < 1000 ? 1 : 0.001)),
      'all losses': noise.map(r => -Math.abs(r) - 1e-6),
      'all gains': noise.map(r => Math.abs(r) + 1e-6),
    }
    for (const returns of Object.values(cases)) {
      // Quotients, so that no curve runs out of range.
      const equity = Float64Array.from({ length: returns.length + 1 }, () => 100)
      for (const [i, r] of returns.entries()) {
        equity[i + 1] = equity[i] * (1 + r)
        if (equity[i + 1] < 1e-200 || equity[i + 1] > 1e200) equity[i + 1] = 100 * (1 + r)
      }
      expectSame(measureEquity(equity, { capital: 100, barsPerYear }), oneByOne(equity, 100))
    }
  })

  it('does not lose digits when the mean is large against the spread, or one bar dwarfs all others', () => {
    const random = seededRandom(3)
    const steady = curveOf(Array.from({ length: 5000 }, () => 0.01 + 1e-7 * random.normal()))
    const burst = curveOf(Array.from({ length: 5000 }, (_, i) => (i === 39 ? 50 : 1e-6 * random.normal())))
    for (const equity of [steady, burst]) expectSame(measureEquity(equity, { capital: 100, barsPerYear }), oneByOne(equity, 100))
  })

  it('is the same at every scale of money', () => {
    const returns = returnsFrom([{ kind: 'wild', bars: 2000, seed: 5 }])
    const small = measureEquity(curveOf(returns, 2 ** -900), { capital: 2 ** -900, barsPerYear })
    const large = measureEquity(curveOf(returns, 2 ** 900), { capital: 2 ** 900, barsPerYear })
    expect(small).toEqual(large)
    expect(small.sharpe).not.toBeNaN()
  })

  it('gives the same bits again, whatever was in the scratch', () => {
    const equity = curveOf(returnsFrom([{ kind: 'wild', bars: 3000, seed: 8 }]))
    const fresh = measureEquity(equity, { capital: 100, barsPerYear })
    const scratch = createEquityScratch(10_000)
    measureEquity(curveOf(returnsFrom([{ kind: 'wild', bars: 9000, seed: 9 }])), {
      capital: 70,
      barsPerYear,
      benchmark: new Float64Array(9001),
      scratch,
    })
    const into = measureEquity(Float64Array.of(1, 2), { capital: 1, barsPerYear })
    expect(measureEquity(equity, { capital: 100, barsPerYear, scratch }, into)).toBe(into)
    expect(into).toEqual(fresh)
  })

  it('by hand', () => {
    const metrics = measureEquity(Float64Array.of(100, 80, 120, 90), { capital: 100, barsPerYear: 1 })
    // Returns -0.2, 0.5, -0.25: mean 1/60, squared distances (0.2167², 0.4833², 0.2667²) / 2.
    expect(metrics.totalReturn).toBeCloseTo(-0.1, 15)
    expect(metrics.cagr).toBeCloseTo(0.9 ** (1 / 3) - 1, 15)
    expect(metrics.volatility).toBeCloseTo(Math.sqrt(0.3516666666666667 / 2), 12)
    expect(metrics.omega).toBeCloseTo(0.5 / 0.45, 14)
    expect(metrics.sortino).toBeCloseTo(1 / 60 / Math.sqrt((0.04 + 0.0625) / 3), 12)
    expect(metrics).toMatchObject({ maxDrawdown: 0.25, maxDrawdownPeak: 2, maxDrawdownTrough: 3, maxDrawdownRecovery: Number.NaN })
    expect(metrics.longestDrawdownBars).toBe(2)
    expect(metrics.ulcerIndex).toBeCloseTo(Math.sqrt((0.04 + 0.0625) / 4), 15)
    // Sorted -0.25, -0.2, 0.5: position 0.1 and 1.9.
    expect(metrics.var95).toBeCloseTo(0.245, 14)
    expect(metrics.cvar95).toBeCloseTo(0.25, 15)
    expect(metrics.tailRatio).toBeCloseTo(0.43 / 0.245, 13)
  })

  it('starts the drawdown at the capital', () => {
    const metrics = measureEquity(Float64Array.of(99, 98, 101), { capital: 100, barsPerYear })
    expect(metrics).toMatchObject({
      maxDrawdown: 0.02,
      maxDrawdownPeak: 0,
      maxDrawdownTrough: 1,
      maxDrawdownRecovery: 2,
      longestDrawdownBars: 2,
    })
  })

  it('has nothing to say about no bars, and little about one', () => {
    const none = measureEquity(new Float64Array(0), { capital: 100, barsPerYear })
    expect(Object.values(none).every(Number.isNaN)).toBe(true)
    const one = measureEquity(Float64Array.of(110), { capital: 100, barsPerYear })
    expect(one.totalReturn).toBeCloseTo(0.1, 15)
    expect(one).toMatchObject({
      maxDrawdown: 0,
      longestDrawdownBars: 0,
      ulcerIndex: 0,
      cagr: Number.NaN,
      sharpe: Number.NaN,
      var95: Number.NaN,
    })
  })

  it('of a flat curve: zeros, and NaN for every ratio', () => {
    for (const bars of [2, 10, 5000]) {
      const flat = new Float64Array(bars).fill(100)
      const metrics = measureEquity(flat, { capital: 100, barsPerYear, benchmark: flat })
      expect(metrics).toMatchObject({ totalReturn: 0, cagr: 0, maxDrawdown: 0, longestDrawdownBars: 0, ulcerIndex: 0 })
      expect(metrics).toMatchObject({ var95: 0, cvar95: 0, bestReturn: 0, worstReturn: 0 })
      for (const name of ['sharpe', 'sortino', 'calmar', 'omega', 'skew', 'kurtosis', 'tailRatio', 'beta', 'alpha', 'correlation'] as const)
        expect(metrics[name], name).toBeNaN()
    }
  })

  it('of a curve that compounds at a constant rate: the spread is rounding, so there is no Sharpe ratio', () => {
    const metrics = measureEquity(curveOf(new Array(5000).fill(0.001)), { capital: 100, barsPerYear })
    expect(metrics.sharpe).toBeNaN()
    expect(metrics.skew).toBeNaN()
    expect(metrics.cagr).toBeCloseTo(1.001 ** barsPerYear - 1, 3)
  })

  it('keeps drawdown and total return when all is lost, and NaN for what comes after', () => {
    const ruin = measureEquity(Float64Array.of(100, 50, 0, 0, 0), { capital: 100, barsPerYear })
    expect(ruin).toMatchObject({ totalReturn: -1, cagr: -1, maxDrawdown: 1, maxDrawdownTrough: 2, sharpe: Number.NaN, var95: Number.NaN })
    const last = measureEquity(Float64Array.of(100, 50, 0), { capital: 100, barsPerYear })
    expect(last.worstReturn).toBe(-1)
    expect(last.sharpe).not.toBeNaN()
    const debt = measureEquity(Float64Array.of(100, -50, -60, 20), { capital: 100, barsPerYear })
    expect(debt).toMatchObject({ maxDrawdown: 1.6, sharpe: Number.NaN, omega: Number.NaN, bestReturn: Number.NaN })
  })

  it('never gives Infinity and never throws, whatever the equity', () => {
    const wild = fc.oneof(
      fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 1e308, 100, 100),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 40 }), values => {
        const equity = Float64Array.from(values)
        const metrics = measureEquity(equity, { capital: 100, barsPerYear, benchmark: equity.slice().reverse() })
        for (const [name, value] of Object.entries(metrics))
          expect(Number.isFinite(value) || Number.isNaN(value), `${name} ${value}`).toBe(true)
        const core = measureCore(equity, { capital: 100, barsPerYear })
        expect(core).toEqual({ totalReturn: metrics.totalReturn, sharpe: metrics.sharpe, maxDrawdown: metrics.maxDrawdown })
        const unknown = values.some(value => !Number.isFinite(value))
        if (unknown)
          expect(metrics).toMatchObject({ maxDrawdown: Number.NaN, sharpe: Number.NaN, var95: Number.NaN, ulcerIndex: Number.NaN })
      }),
      {
        numRuns: 1000,
        examples: [[[0.05547275554605032, 0.05855248339226314, 0.5562684646268005, 1e308]], [[Number.POSITIVE_INFINITY, 0]]],
      },
    )
  })

  it('refuses settings that make no sense', () => {
    const equity = Float64Array.of(100, 101)
    expect(() => measureEquity(equity, { capital: 0, barsPerYear })).toThrow(ConfigError)
    expect(() => measureEquity(equity, { capital: 100, barsPerYear: Number.NaN })).toThrow('barsPerYear is NaN')
    expect(() => measureEquity(equity, { capital: 100, barsPerYear, benchmark: Float64Array.of(1) })).toThrow('2 bars but 1')
  })
})
