import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type BacktestOverfitting, backtestOverfitting } from '../../src/research/backtest-overfitting.ts'
import { christoffersenTest } from '../../src/research/christoffersen-test.ts'
import { fillBlocks, fillIid, fillStationary } from '../../src/research/index-rules.ts'
import { kupiecTest } from '../../src/research/kupiec-test.ts'
import { realityCheck } from '../../src/research/reality-check.ts'
import { superiorAbility } from '../../src/research/superior-ability.ts'
import { lcg, lcgWords, nearlyNormal, noiseColumns } from './lcg.ts'

// The tables that were computed for this project. What is covered, and what is not and why, is listed in golden.md.

interface CscvCase {
  S?: number
  metric?: string
  combinations: number
  pbo: number
  prob_oos_loss: number
  mean_logit: number
  degradation_slope: number
  degradation_intercept: number
  degradation_r2: number
  per_combination?: [number[], number, ...number[]][]
}

const golden = JSON.parse(readFileSync(new URL('../golden/own/research.json', import.meta.url), 'utf8'))

const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.abs(expected))
const columnsOf = (matrix: number[][]) => matrix[0].map((_, k) => Float64Array.from(matrix, row => row[k]))
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

describe('probability of overfitting', () => {
  const columns = columnsOf(golden.pbo_cscv.matrix)

  function compare(result: BacktestOverfitting, expected: CscvCase): void {
    expect(result.combinations).toBe(expected.combinations)
    near(result.probability, expected.pbo)
    near(result.lossProbability, expected.prob_oos_loss)
    near(mean(result.logits), expected.mean_logit)
    near(result.slope, expected.degradation_slope)
    near(result.intercept, expected.degradation_intercept)
    near(result.determination, expected.degradation_r2)
  }

  it.each(golden.pbo_cscv.cases as CscvCase[])('$S blocks, $metric', expected => {
    const blocks = expected.S as number
    const result = backtestOverfitting(columns, { blocks, metric: expected.metric === 'mean' ? 'mean' : 'sharpe' })
    compare(result, expected)
    const rows = expected.per_combination ?? []
    expect(rows).toHaveLength(expected.combinations)
    for (const [c, [, best, ...numbers]] of rows.entries()) {
      expect(result.winners[c]).toBe(best)
      const rank = numbers.length === 1 ? numbers[0] : numbers[2]
      const share = rank / (columns.length + 1)
      near(result.logits[c], Math.log(share / (1 - share)))
      if (numbers.length > 1) {
        near(result.inSample[c], numbers[0])
        near(result.outOfSample[c], numbers[1])
        near(result.logits[c], numbers[3])
      }
    }
  })

  it('pure noise', () => {
    compare(backtestOverfitting(noiseColumns(99, 24, 8), { blocks: 6 }), golden.pbo_cscv.pure_noise_seed99_S6_sharpe)
  })
})

describe('reality check', () => {
  const expected = golden.reality_check
  const columns = columnsOf(golden.pbo_cscv.matrix)
  const { indices } = expected

  it('White', () => {
    const check = realityCheck(columns, { indices })
    expect(check.best).toBe(expected.best)
    near(check.statistic, expected.V)
    expect(check.pValue).toBe(expected.p_value_count_over_B)
    near(check.conservativePValue, expected.p_value_count_plus_1)
    for (const [k, value] of expected.means.entries()) near(check.means[k], value)
    for (const [k, value] of expected.p_value_each_alone.entries()) near(check.aloneP[k], value)
    for (const [b, value] of expected.V_bootstrap.entries()) near(check.resampled[b], value)
    expect(Array.from(check.resampled).filter(value => value > check.statistic)).toHaveLength(expected.count_greater)
  })

  it('Hansen, studentized', () => {
    const test = superiorAbility(columns, { indices })
    near(test.statistic, expected.spa_statistic)
    for (const [k, value] of expected.omega.entries()) near(test.deviations[k], value)
    for (const name of ['lower', 'consistent', 'upper'] as const) {
      expect(test[name].pValue).toBe(expected.spa[name].p_value)
      for (const [b, value] of expected.spa[name].statistics_first5.entries()) near(test[name].resampled[b], value)
    }
    const limit = Math.sqrt(2 * Math.log(Math.log(24)))
    near(limit, expected.spa_threshold)
  })

  it('Hansen, not studentized, kernel variance', () => {
    const test = superiorAbility(columns, { indices, studentize: false, variance: 'kernel', blockLength: 4 })
    for (const [k, value] of expected.spa_unstudentised.kernel_variance.entries()) near(test.deviations[k] ** 2, value)
    for (const name of ['lower', 'consistent', 'upper'] as const) expect(test[name].pValue).toBe(expected.spa_unstudentised.p_values[name])
  })
})

describe('bootstrap', () => {
  const { sample, index_rules: rules, circular_block: circular, stationary, iid } = golden.bootstrap

  it('recipe of the sample', () => {
    const uniform = lcg(7)
    expect(Array.from({ length: 12 }, () => 0.01 * nearlyNormal(uniform))).toEqual(sample)
  })

  it('index rules', () => {
    for (const { n, block_length: length, starts, indices } of rules.slice(0, 2)) {
      // A word in the middle of the range of each start.
      const words = Uint32Array.from(starts as number[], start => Math.floor(((start + 0.5) / n) * 2 ** 32))
      const into = new Uint32Array(n)
      fillBlocks({ words, refill: () => expect.unreachable() }, n, length, into)
      expect(Array.from(into)).toEqual(indices)
    }
    near(mean(rules[0].indices.map((i: number) => sample[i])), rules[0].mean_of_sample_under_indices)
    const { n, p, seed, indices } = rules[2]
    for (const size of [1, 3, 64]) {
      const into = new Uint32Array(n)
      fillStationary(lcgWords(seed, size), n, p, into)
      expect(Array.from(into)).toEqual(indices)
    }
  })

  /** Means of many resamples: their mean, variance and share below 0, next to what exact enumeration says. */
  function resampledMeans(fill: (source: ReturnType<typeof lcgWords>, into: Uint32Array) => void, seed: number): Float64Array {
    const source = lcgWords(seed, 25)
    const into = new Uint32Array(12)
    return Float64Array.from({ length: 60_000 }, () => {
      source.refill()
      fill(source, into)
      let sum = 0
      for (const i of into) sum += sample[i]
      return sum / 12
    })
  }

  function compareMoments(means: Float64Array, expectedMean: number, expectedVariance: number): void {
    const count = means.length
    const average = mean(means)
    const variance = mean(means.map(value => (value - expectedMean) ** 2))
    // Five standard errors; that of a variance is at most about twice the normal one here.
    expect(Math.abs(average - expectedMean)).toBeLessThan(5 * Math.sqrt(expectedVariance / count))
    expect(Math.abs(variance / expectedVariance - 1)).toBeLessThan(10 * Math.sqrt(2 / count))
  }

  it('i.i.d. moments', () => {
    compareMoments(
      resampledMeans((source, into) => fillIid(source, 12, into), 1),
      iid.expected_mean,
      iid.variance_of_mean,
    )
  })

  it.each(circular as { block_length: number }[])(
    'circular blocks of $block_length: moments and quantiles',
    (row: Record<string, unknown>) => {
      const length = row.block_length as number
      const means = resampledMeans((source, into) => fillBlocks(source, 12, length, into), 10 + length)
      compareMoments(means, row.expected_mean as number, row.variance_of_mean as number)
      if (row.quantiles === undefined) return
      const sorted = means.toSorted()
      for (const [share, value] of Object.entries(row.quantiles as Record<string, number>)) {
        // The share of resamples below the exact quantile, give or take the steps of a discrete distribution.
        const below = sorted.filter(other => other <= value + 1e-15).length / sorted.length
        expect(Math.abs(below - Number(share))).toBeLessThan(0.012)
      }
      expect(sorted[0]).toBeGreaterThanOrEqual((row.min as number) - 1e-15)
      expect(sorted.at(-1)).toBeLessThanOrEqual((row.max as number) + 1e-15)
      const below = sorted.filter(value => value < 0).length / sorted.length
      expect(Math.abs(below - (row.share_below_zero as number))).toBeLessThan(0.01)
    },
  )

  it.each(stationary as { p: number; expected_mean: number; variance_of_mean: number }[])('stationary, p = $p: moments', row => {
    const means = resampledMeans((source, into) => fillStationary(source, 12, row.p, into), 20)
    compareMoments(means, row.expected_mean, row.variance_of_mean)
  })
})

describe('value at risk', () => {
  it('all cases', () => {
    expect(golden.var_backtests).toHaveLength(5)
    for (const row of golden.var_backtests) {
      const hits = new Float64Array(row.T)
      for (const bar of row.exception_bars) hits[bar] = 1
      const test = christoffersenTest(hits, row.p)
      expect([test.quietQuiet, test.quietException, test.exceptionQuiet, test.exceptionException]).toEqual([
        row.n00,
        row.n01,
        row.n10,
        row.n11,
      ])
      expect(test.exceptions).toBe(row.x)
      expect(kupiecTest({ bars: row.T, exceptions: row.x, tail: row.p })).toEqual(test.coverage)
      near(test.coverage.statistic, row.lr_pof)
      near(test.coverage.pValue, row.p_pof)
      near(test.independence.statistic, row.lr_ind)
      near(test.independence.pValue, row.p_ind)
      near(test.conditional.statistic, row.lr_cc)
      near(test.conditional.pValue, row.p_cc)
    }
  })

  it('recipe of the drawn case', () => {
    const uniform = lcg(31)
    const bars = Array.from({ length: 500 }, (_, i) => (uniform() < 0.06 ? i : -1)).filter(i => i >= 0)
    expect(bars).toEqual(golden.var_backtests[2].exception_bars)
  })
})
