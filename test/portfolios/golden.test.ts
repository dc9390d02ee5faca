import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../src/portfolios/allocate.ts'
import { toCovariance } from '../../src/portfolios/covariance.ts'
import { kellyBet, logOptimalFraction } from '../../src/portfolios/kelly-bet.ts'
import { ledoitWolf, oracleShrinkage } from '../../src/portfolios/ledoit-wolf.ts'
import { expectClose } from './expect-close.ts'

interface Known {
  readonly weights: readonly number[]
  readonly volatility: number
  readonly risk_contributions: readonly number[]
}

const golden = JSON.parse(readFileSync(new URL('../golden/own/research.json', import.meta.url), 'utf8')) as {
  readonly portfolios: readonly {
    readonly name: string
    readonly covariance: readonly number[][]
    readonly expected_returns: readonly number[]
    readonly weights: Readonly<Record<string, Known>>
  }[]
  readonly hrp_5_assets: Readonly<Record<string, readonly number[]>> & { readonly covariance: readonly number[][] }
  readonly pbo_cscv: { readonly matrix: readonly number[][] }
  readonly shrinkage: readonly {
    readonly ledoit_wolf_shrinkage: number
    readonly ledoit_wolf_covariance: readonly number[][]
    readonly oas_shrinkage: number
    readonly oas_covariance: readonly number[][]
  }[]
  readonly kelly: {
    readonly binary: readonly { readonly p: number; readonly b: number; readonly f: number }[]
    readonly gaussian: readonly { readonly mu: number; readonly rf: number; readonly sigma: number; readonly f: number }[]
    readonly from_trades: Readonly<Record<string, number>> & { readonly returns: readonly number[] }
    readonly log_optimal_listed: { readonly outcomes: readonly number[]; readonly probabilities: readonly number[]; readonly f: number }
    readonly multi_asset: {
      readonly covariance: readonly number[][]
      readonly excess_returns: readonly number[]
      readonly f: readonly number[]
    }
  }
}

const wide = { minimum: -10, maximum: 10 }
const settings = {
  equal: { method: 'equal' },
  inverse_volatility: { method: 'inverse_volatility' },
  inverse_variance: { method: 'inverse_volatility', power: 2 },
  equal_risk_contribution: { method: 'risk_parity' },
  min_variance_unconstrained: { method: 'minimum_variance', ...wide },
  min_variance_long_only: { method: 'minimum_variance' },
  tangency_unconstrained_rf_0_02: { method: 'maximum_sharpe', riskFree: 0.02, ...wide },
  max_diversification_unconstrained: { method: 'maximum_diversification', ...wide },
  hrp_distance: { method: 'hierarchical_risk_parity', distance: 'direct' },
  hrp_distance_of_distances: { method: 'hierarchical_risk_parity' },
} as const

describe('golden portfolios', () => {
  for (const { name, covariance: rows, expected_returns: expectedReturns, weights } of golden.portfolios) {
    const covariance = toCovariance(rows)
    it(`${name}: every method has a counterpart`, () => {
      expect(Object.keys(weights).filter(method => !(method in settings))).toEqual([])
    })
    for (const [method, known] of Object.entries(weights)) {
      it(`${name}: ${method}`, () => {
        const result = allocate({ covariance, expectedReturns }, settings[method as keyof typeof settings])
        expectClose(result.weights, known.weights, 1e-9)
        expectClose([result.risk?.volatility ?? Number.NaN], [known.volatility], 1e-9)
        expectClose(result.risk?.contributions ?? [], known.risk_contributions, 1e-9)
        expect(result.notes).toEqual([])
      })
    }
  }

  it('five assets', () => {
    const covariance = toCovariance(golden.hrp_5_assets.covariance)
    for (const [key, setting] of [
      ['weights_distance', settings.hrp_distance],
      ['weights_distance_of_distances', settings.hrp_distance_of_distances],
      ['equal_risk_contribution', settings.equal_risk_contribution],
      ['min_variance_long_only', settings.min_variance_long_only],
      ['inverse_volatility', settings.inverse_volatility],
    ] as const)
      expectClose(allocate({ covariance }, setting).weights, golden.hrp_5_assets[key], 1e-9)
  })
})

describe('golden shrinkage', () => {
  const column = (j: number, rows: number) => golden.pbo_cscv.matrix.slice(0, rows).map(row => row[j])
  for (const [k, [rows, count]] of [
    [24, 4],
    [24, 8],
    [6, 4],
  ].entries()) {
    const known = golden.shrinkage[k]
    const returns = Array.from({ length: count }, (_, j) => column(j, rows))
    it(`Ledoit and Wolf, ${rows} rows of ${count}`, () => {
      const result = ledoitWolf(returns)
      expectClose([result.shrinkage ?? Number.NaN], [known.ledoit_wolf_shrinkage], 1e-9)
      expectClose(result.matrix, known.ledoit_wolf_covariance.flat(), 1e-9)
    })
    it(`oracle approximation, ${rows} rows of ${count}`, () => {
      const result = oracleShrinkage(returns)
      expectClose([result.shrinkage ?? Number.NaN], [known.oas_shrinkage], 1e-9)
      expectClose(result.matrix, known.oas_covariance.flat(), 1e-9)
    })
  }
})

describe('golden Kelly', () => {
  const { kelly } = golden
  const loose = { fraction: 1, minimum: -10, maximum: 10, leverage: 10 }

  it('many sleeves', () => {
    const { covariance: rows, excess_returns: expectedReturns, f } = kelly.multi_asset
    const { weights } = allocate({ covariance: toCovariance(rows), expectedReturns }, { method: 'kelly', ...loose })
    expectClose(weights, f, 1e-9)
  })

  it('one sleeve', () => {
    for (const { mu, rf, sigma, f } of kelly.gaussian) {
      const input = { covariance: toCovariance([[sigma ** 2]]), expectedReturns: [mu] }
      expectClose(allocate(input, { method: 'kelly', riskFree: rf, ...loose }).weights, [f], 1e-9)
    }
  })

  it('bets', () => {
    for (const { p, b, f } of kelly.binary) expectClose([kellyBet(p, b)], [Math.max(0, f)], 1e-9)
    const { outcomes, probabilities, f } = kelly.log_optimal_listed
    expectClose([logOptimalFraction(outcomes, probabilities)], [f], 1e-9)
    const trades = kelly.from_trades
    expectClose([kellyBet(trades.win_rate, trades.payoff)], [trades.f_win_rate_payoff], 1e-9)
    expectClose([logOptimalFraction(trades.returns)], [trades.f_log_optimal], 1e-9)
  })
})
