import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { singleCrashBar } from '../../../src/research/stress/single-crash-bar.ts'
import { stressTest, stressTestReturns } from '../../../src/research/stress/stress-test.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 4, length: 800, kind: 'regimes' })
const costs = { feeBps: 10, slippageBps: 5 }
const params = { fast: 5, slow: 20 }

describe('stressTest', () => {
  it('severity 0 is the baseline, whatever the scenario', () => {
    const { rows, baseline, survived, worst } = stressTest(MaCrossover, bars, { params, costs, severities: [0], seed: 1 })
    const { summary } = backtest(MaCrossover, bars, { params, costs })
    for (const [name, value] of Object.entries(baseline)) expect(value).toBe(summary[name as 'sharpe'])
    expect(rows).toHaveLength(11)
    for (const row of rows) expect(row.metrics).toEqual(baseline)
    expect([survived, worst]).toEqual([true, rows[0]])
  })

  it('is a plain backtest of the stressed bars', () => {
    const { rows } = stressTest(MaCrossover, bars, {
      params,
      costs,
      scenarios: ['single_crash_bar'],
      severities: [0.3],
      position: 400,
      seed: 1,
    })
    const crashed = singleCrashBar.bars?.(bars, { severity: 0.3, index: 400, window: 1, random: seededRandom(1) }) ?? bars
    const { summary } = backtest(MaCrossover, crashed, { params, costs })
    expect(rows[0]).toMatchObject({ index: 400, places: 1 })
    expect(rows[0].metrics.totalReturn).toBe(summary.totalReturn)
    expect(rows[0].metrics.trades).toBe(summary.trades)
  })

  it('raises costs, delays fills', () => {
    const test = (scenario: string, severity: number) =>
      stressTest(MaCrossover, bars, { params, costs, scenarios: [scenario], severities: [severity], seed: 1 }).rows[0].metrics
    const dear = backtest(MaCrossover, bars, { params, costs: { feeBps: 100, slippageBps: 5 } }).summary
    expect(test('fee_shock', 1).totalReturn).toBe(dear.totalReturn)
    const slipped = backtest(MaCrossover, bars, { params, costs: { feeBps: 10, slippageBps: 50 } }).summary
    expect(test('liquidity_drought', 1).totalReturn).toBe(slipped.totalReturn)
    // A delay of 800 bars or more: nothing ever arrives.
    expect(test('delayed_fills', 80).trades).toBe(0)
    expect(test('delayed_fills', 80).totalReturn).toBe(0)
    const { totalReturn } = backtest(MaCrossover, bars, { params, costs }).summary
    expect(new Set([totalReturn, test('delayed_fills', 0.1).totalReturn, test('delayed_fills', 0.2).totalReturn]).size).toBe(3)
  })

  it('takes the worst of several places, the same for every severity and seed', () => {
    const options = { params, costs, scenarios: ['single_crash_bar', 'gap_down'], severities: [0.1, 0.3], places: 8, seed: 3 } as const
    const result = stressTest(MaCrossover, bars, options)
    expect(stressTest(MaCrossover, bars, options)).toEqual(result)
    for (const row of result.rows) {
      expect(row.places).toBe(8)
      const alone = stressTest(MaCrossover, bars, {
        ...options,
        scenarios: [row.scenario],
        severities: [row.severity],
        position: row.index,
      })
      expect(alone.rows[0].metrics).toEqual(row.metrics)
    }
    expect(result.worst.metrics.totalReturn).toBe(Math.min(...result.rows.map(row => row.metrics.totalReturn)))
    const { targets } = backtest(MaCrossover, bars, { params })
    for (let seed = 0; seed < 12; seed++) {
      const [row] = stressTest(MaCrossover, bars, { ...options, places: 1, seed }).rows
      expect(targets[row.index - 1]).toBe(1)
    }
    const other = stressTest(MaCrossover, bars, { ...options, seed: 4 })
    expect(other.rows.map(row => row.index)).not.toEqual(result.rows.map(row => row.index))
  })

  it('a holder loses what the market loses, and does not survive a deep enough fall', () => {
    const calm = syntheticBars({ seed: 1, length: 200, volatility: 0.05 })
    const { rows, survived } = stressTest(BuyAndHold, calm, {
      scenarios: ['single_crash_bar'],
      severities: [0.2, 0.6],
      position: 100,
      seed: 1,
    })
    expect(rows.map(row => row.survived)).toEqual([true, false])
    expect(survived).toBe(false)
    expect(rows[1].metrics.worstReturn).toBeCloseTo(-0.6, 9)
    expect(stressTest(BuyAndHold, calm, { scenarios: ['single_crash_bar'], severities: [0.6], maxDrawdown: 0.7, seed: 1 }).survived).toBe(
      true,
    )
  })

  it('a short history of one bar has nothing to lose', () => {
    const { rows } = stressTest(BuyAndHold, sliceBars(bars, 0, 1), { severities: [0.3], seed: 1 })
    for (const row of rows) expect(row.metrics.totalReturn).toBe(0)
  })

  it('tells its progress and can be stopped', () => {
    const seen: number[] = []
    stressTest(MaCrossover, bars, {
      seed: 1,
      scenarios: ['gap_down', 'fee_shock'],
      severities: [0.1, 0.2],
      onProgress: ({ done, total }) => seen.push(done / total),
    })
    expect(seen).toEqual([0.25, 0.5, 0.75, 1])
    const stop = new AbortController()
    expect(() =>
      stressTest(MaCrossover, bars, { seed: 1, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) }),
    ).toThrow('enough')
  })

  it.each([
    [{ scenarios: [] }, 'the list of scenarios is empty'],
    [{ severities: [] }, 'the list of severities is empty'],
    [{ places: 0 }, 'places is 0'],
    [{ maxDrawdown: 50 }, 'maxDrawdown is 50; give a fraction up to 1'],
    [{ scenarios: ['crash'] }, 'there is no scenario "crash"'],
    [{ severities: [0.2, 1] }, 'single_crash_bar: severity is 1'],
    [{ position: 800 }, 'position is 800'],
    [{ window: 0 }, 'window is 0'],
    [{ severity: 0.2 }, 'backtest has no setting "severity"'],
  ])('refuses %o', (options, message) => {
    expect(() => stressTest(MaCrossover, bars, { seed: 1, ...options })).toThrow(message)
  })

  it('refuses an empty history', () => {
    expect(() => stressTest(MaCrossover, sliceBars(bars, 0, 0), { seed: 1 })).toThrow('has no bars')
  })
})

describe('stressTestReturns', () => {
  const returns = Float64Array.of(0.01, -0.02, 0.03, -0.01, 0.02, -0.03, 0.01, 0, 0.02, -0.01)

  it('counts the first return, which the ancestor lost: a crash at the start is seen', () => {
    const { baseline, rows } = stressTestReturns(returns, {
      barsPerYear: 252,
      seed: 1,
      scenarios: ['single_crash_bar'],
      severities: [0.2],
      position: 'start',
    })
    const growth = returns.reduce((product, r) => product * (1 + r), 1)
    expect(baseline.totalReturn).toBeCloseTo(growth - 1, 12)
    // Peak_Trade printed 0.0083867748: the same without the first return.
    expect((1 + baseline.totalReturn) / 1.01 - 1).toBeCloseTo(0.0083867748, 9)
    expect(baseline.maxDrawdown).toBeCloseTo(0.03, 12)
    expect(1 + rows[0].metrics.totalReturn).toBeCloseTo((growth / 1.01) * 0.8, 12)
    expect(rows[0].metrics.maxDrawdown).toBeGreaterThan(0.2)
  })

  it('runs all scenarios that returns can show, severity 0 being the baseline', () => {
    const { rows, baseline } = stressTestReturns(returns, { barsPerYear: 252, seed: 1, severities: [0, 0.2] })
    expect(rows.map(row => row.scenario)).toContain('drawdown_extension')
    expect(rows.map(row => row.scenario)).not.toContain('fee_shock')
    for (const row of rows) if (row.severity === 0) expect(row.metrics).toEqual(baseline)
    expect(rows.every(row => Number.isNaN(row.metrics.trades))).toBe(true)
  })

  it('an account that is wiped out has not survived', () => {
    const { rows } = stressTestReturns(Float64Array.of(0.1, -0.9, 0.1), {
      barsPerYear: 252,
      seed: 1,
      scenarios: ['gap_down'],
      severities: [0.2],
      position: 'middle',
    })
    expect(rows[0].metrics.totalReturn).toBe(-1)
    expect(rows[0].survived).toBe(false)
  })

  it('refuses what makes no sense', () => {
    expect(() => stressTestReturns(Float64Array.of(0.1), { barsPerYear: 252, seed: 1 })).toThrow('there are 1 returns')
    expect(() => stressTestReturns(returns, { barsPerYear: 252, seed: 1, scenarios: ['fee_shock'] })).toThrow('use stressTest')
  })
})
