import { describe, expect, it } from 'vitest'
import { type AllocationSettings, allocate, allocationMethods } from '../../src/portfolios/allocate.ts'
import { type Covariance, toCovariance } from '../../src/portfolios/covariance.ts'
import { estimateSleeves } from '../../src/portfolios/estimate-sleeves.ts'
import { readLimits } from '../../src/portfolios/weight-limits.ts'
import { expectClose } from './expect-close.ts'
import { expectWithin } from './expect-within.ts'
import { permute, randomCovariance, randomReturns } from './random-sleeves.ts'

const free: readonly string[] = ['kelly', 'volatility_target']
const settingsOf = (method: string, names: readonly string[]): AllocationSettings => {
  const extra = {
    fixed: { weights: Object.fromEntries(names.map((name, i) => [name, i + 1])), scale: true },
    volatility_target: { target: 0.01 },
    black_litterman: { views: [{ weights: { [names[0]]: 1 }, expected: 0.0005 }] },
  }[method]
  return { method, ...extra } as AllocationSettings
}
const several = allocationMethods.map(method => [method] as const)
const returnsOf = (count: number) => Float64Array.from({ length: count }, (_, i) => 0.0003 + 0.0001 * ((i * 7) % 5))

describe.each(several)('%s', method => {
  it('gives one sleeve everything', () => {
    const covariance = toCovariance([[0.0004]])
    const { weights } = allocate({ covariance, expectedReturns: [0.001] }, settingsOf(method, covariance.names))
    if (method === 'volatility_target') expectClose(weights, [0.5], 1e-12)
    else expectClose(weights, [1], 1e-12)
  })

  it('keeps caps and groups, with as many sleeves as one likes', () => {
    for (const size of [4, 8, 25]) {
      const covariance = randomCovariance(size, size)
      const { names } = covariance
      const limits = { maximum: 0.45, minimum: { 1: 0.05 }, groups: [{ name: 'g', members: ['0', '1'], maximum: 0.5 }] }
      const input = { covariance, expectedReturns: returnsOf(size) }
      const result = allocate(input, { ...settingsOf(method, names), ...limits } as AllocationSettings)
      const minimum = method === 'volatility_target' ? 0 : limits.minimum
      expectWithin(result.weights, readLimits({ ...limits, minimum, leverage: 1 }, names), free.includes(method))
      expect(result.method).toBe(method)
    }
  })

  it('does not depend on the order of the sleeves', () => {
    if (method === 'hierarchical_risk_parity') return
    const covariance = randomCovariance(4, 6)
    const order = [3, 0, 5, 1, 4, 2]
    const expectedReturns = returnsOf(6)
    const limits = { maximum: 0.4 }
    const settings = { ...settingsOf(method, covariance.names), ...limits } as AllocationSettings
    const { weights } = allocate({ covariance, expectedReturns }, settings)
    const other = allocate({ covariance: permute(covariance, order), expectedReturns: order.map(i => expectedReturns[i]) }, settings)
    expectClose(
      other.weights,
      order.map(i => weights[i]),
      1e-8,
    )
  })

  it('never gives NaN: flat sleeves, twins, opposites, fewer rows than sleeves', () => {
    const cells: readonly (readonly number[][])[] = [
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0.01],
      ],
      [
        [0.01, 0.01],
        [0.01, 0.01],
      ],
      [
        [0.01, -0.01],
        [-0.01, 0.01],
      ],
      [
        [0.01, 0.02],
        [0.02, 0.04],
      ],
      [
        [1e-12, 0],
        [0, 1e6],
      ],
      [
        [1e-30, 0],
        [0, 1e-30],
      ],
    ]
    const covariances: Covariance[] = cells.map(rows => toCovariance(rows))
    covariances.push(estimateSleeves(randomReturns(8, 9, 5), { covariance: 'sample' }).covariance)
    for (const covariance of covariances) {
      const expectedReturns = returnsOf(covariance.size)
      // A view about something without risk is an error.
      if (method === 'black_litterman' && covariance.matrix[0] === 0) continue
      const { weights } = allocate({ covariance, expectedReturns }, settingsOf(method, covariance.names))
      expectWithin(weights, readLimits({ leverage: 1 }, covariance.names), free.includes(method))
    }
  })

  it('shares between twins', () => {
    if (['fixed', 'black_litterman'].includes(method)) return
    const covariance = toCovariance([
      [0.0004, 0.0004, 0.0001],
      [0.0004, 0.0004, 0.0001],
      [0.0001, 0.0001, 0.0005],
    ])
    const { weights } = allocate({ covariance, expectedReturns: [0.0002, 0.0002, 0.0003] }, settingsOf(method, covariance.names))
    expect(Math.abs(weights[0] - weights[1])).toBeLessThan(1e-7)
    expect(weights[0]).toBeGreaterThan(0.05)
  })

  it('does not depend on the unit of the returns', () => {
    if (free.includes(method) || method === 'black_litterman') return
    const returns = randomReturns(12, 5, 60)
    const small = allocate(estimateSleeves(returns), settingsOf(method, ['0', '1', '2', '3', '4']))
    const large = allocate(
      estimateSleeves(returns.map(column => column.map(value => 100 * value))),
      settingsOf(method, ['0', '1', '2', '3', '4']),
    )
    expectClose(large.weights, small.weights, 1e-8)
  })
})

describe('covariances of few rows', () => {
  it('long and short Kelly', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const input = estimateSleeves(randomReturns(seed, 17, 5), { covariance: 'sample' })
      const limits = { minimum: -0.5, leverage: 1 }
      const { weights, notes } = allocate(input, { method: 'kelly', ...limits })
      expectWithin(weights, readLimits(limits, input.covariance.names), true)
      expect(notes.join(' ')).toContain('no inverse')
    }
  })

  it('risk parity', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { covariance } = estimateSleeves(randomReturns(seed, 23, 3), { covariance: 'sample' })
      const { weights } = allocate({ covariance }, { method: 'risk_parity' })
      expectWithin(weights, readLimits({}, covariance.names))
    }
  })
})

describe('allocate', () => {
  it('suggests a name', () => {
    expect(() => allocate({ names: ['a'] }, { method: 'risk_paritty' } as never)).toThrow('did you mean "risk_parity"?')
    expect(() => allocate({ names: ['a'] }, { method: 'toString' } as never)).toThrow('there are fixed, equal')
  })

  it('runs a function of one’s own', () => {
    const input = {
      names: ['a', 'b'],
      covariance: toCovariance(
        [
          [1, 0],
          [0, 1],
        ],
        { names: ['a', 'b'] },
      ),
    }
    const first = function first() {
      return [1, 0]
    }
    expect(allocate(input, { method: first })).toMatchObject({ method: 'first', weights: Float64Array.of(1, 0), risk: { volatility: 1 } })
    const half = allocate(input, {
      method: () => ({ names: ['a', 'b'], weights: Float64Array.of(0.5, 0.5), method: 'own', notes: ['hm'] }),
    })
    expect(half).toMatchObject({ method: 'own', notes: ['hm'] })
    expect(() => allocate(input, { method: () => [1] })).toThrow('1 weights for 2 sleeves')
    expect(() => allocate(input, { method: () => [1, Number.NaN] })).toThrow('gave b the weight NaN')
  })
})
