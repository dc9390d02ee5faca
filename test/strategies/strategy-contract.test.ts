import { describe, expect, it } from 'vitest'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { checkStrategy } from '../../src/strategies/strategy-contract.ts'

// What peeks is in test/contracts/planted-cheats.test.ts.
describe('broken promises are caught', () => {
  it('targets out of range', () => {
    class Wild extends Strategy {
      static override readonly id = 'wild'
      protected override decide() {
        return this.close.value > this.close.previous ? 5 : 0
      }
    }
    expect(checkStrategy(Wild, { histories: 2 }).parts.range).toBe(false)
  })

  it('an indicator that knows less than it promises', () => {
    const late = defineIndicator({
      id: 'late',
      inputs: ['close'],
      outputs: ['value'],
      params: {},
      warmup: () => 2,
      start: () => () => Number.NaN,
    })
    class Late extends Strategy {
      static override readonly id = 'late'
      readonly average = this.use(late)
      protected override decide() {
        return this.average.value
      }
    }
    expect(checkStrategy(Late, { histories: 2 }).ok).toBe(false)
  })
})

it('tells how much history a live start needs', () => {
  const crossover = checkStrategy(catalog.get('ma_crossover'), { params: { fast: 3, slow: 10 }, histories: 20 })
  expect(crossover.warmup).toBe(9)
  expect(crossover.settleBars).toBeGreaterThanOrEqual(10)
  expect(crossover.settleBars).toBeLessThan(20)
})
