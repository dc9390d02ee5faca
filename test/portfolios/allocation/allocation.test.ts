import { describe, expect, it } from 'vitest'
import { finishWithin, movingSleeves, namesOf, needCovariance, needExcess } from '../../../src/portfolios/allocation/allocation.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'

// biome-ignore format: a matrix
const covariance = toCovariance([[0.04, 0], [0, 0]], { names: ['a', 'b'] })

describe('what allocation methods share', () => {
  it('names', () => {
    expect(namesOf({ names: ['x'] })).toEqual(['x'])
    expect(namesOf({ names: ['x'], covariance })).toEqual(['a', 'b'])
    expect(() => namesOf({})).toThrow('no sleeves')
    expect(() => namesOf({ names: [] })).toThrow('no sleeves')
  })

  it('what a method needs', () => {
    expect(() => needCovariance({ names: ['a'] }, 'risk_parity')).toThrow('risk_parity needs a covariance')
    const broken = { ...covariance, matrix: Float64Array.of(1, Number.NaN, 0, 1) }
    expect(() => needCovariance({ covariance: broken }, 'm')).toThrow('a with b is NaN')
    expect(() => needCovariance({ covariance: { ...covariance, size: 3 } }, 'm')).toThrow('2 names for 3 sleeves')
    expect(Array.from(needExcess({ covariance, expectedReturns: [3, 5] }, 'm', 1))).toEqual([2, 4])
    expect(() => needExcess({ covariance }, 'kelly')).toThrow('kelly needs expectedReturns')
    expect(() => needExcess({ covariance, expectedReturns: [1] }, 'm')).toThrow('1 expected returns for 2')
    expect(() => needExcess({ covariance, expectedReturns: [1, Number.NaN] }, 'm')).toThrow('expected return of b is NaN')
    expect(() => needExcess({ covariance, expectedReturns: [1, 1] }, 'm', Number.NaN)).toThrow('risk-free return is NaN')
  })

  it('sleeves that do not move', () => {
    expect(movingSleeves(covariance)).toEqual({ moving: [0], notes: ['Without any variance and therefore without a weight: b.'] })
    expect(movingSleeves(toCovariance([[0]])).notes[0]).toContain('No sleeve moves')
  })

  it('risk is measured on the weights that came out', () => {
    const result = finishWithin({ covariance }, { weights: Float64Array.of(1, 0), method: 'm', limits: { maximum: 0.5 }, notes: ['first'] })
    expect(result.risk?.volatility).toBeCloseTo(0.1, 12)
    expect(result.notes).toEqual([
      'first',
      'Weights of 0 had to give way to the limits.',
      'Limits that hold the weights: maximum of a (0.5).',
    ])
    expect(finishWithin({ names: ['a'] }, { weights: Float64Array.of(1), method: 'm', limits: {} }).risk).toBeUndefined()
  })
})
