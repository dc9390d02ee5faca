import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { rollingBeta } from '../../src/indicators/rolling-beta.ts'
import { sma } from '../../src/indicators/sma.ts'
import type { Bars } from '../../src/market/bars.ts'
import { resampleBars } from '../../src/market/resample.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { ensemble } from '../../src/strategies/library/ensemble.ts'
import { type History, Strategy } from '../../src/strategies/strategy.ts'
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

describe('strategies that look at other markets', () => {
  const DAY = 86_400_000

  class Honest extends Strategy<typeof Honest.params> {
    static override readonly id: string = 'honest'
    static override readonly params = z.object({ longer: z.enum(['15m', '1h', '4h', '1d', '1w']).default('1d') })
    readonly long = this.higher(this.params.longer)
    readonly b = this.other('B/EUR')
    readonly c = this.other('C/EUR')
    readonly trend = this.long.use(sma, { period: 3 })
    readonly lead = this.b.use(sma, { period: 5 })
    readonly beta = this.use(rollingBeta, { period: 20 }, [this.close, this.c.close])
    protected override decide() {
      return this.close.value > this.trend.value && this.b.close.value > this.lead.value ? 1 : this.beta.value > 0 ? -0.5 : this.held
    }
  }

  it.each(['15m', '1h', '4h', '1d', '1w'] as const)('keep their promises with %s and two symbols', longer => {
    const check = checkStrategy(Honest, { params: { longer }, histories: 12 })
    expect(check.refusals).toEqual([])
    expect(check.warmup).toBeGreaterThanOrEqual(20)
  })

  it('so do those that include them', () => {
    const Both = ensemble({ id: 'both', members: [{ strategy: Honest }, { strategy: catalog.get('ma_crossover') }] })
    expect(checkStrategy(Both, { histories: 8 }).refusals).toEqual([])
  })

  /** Gives a column of its own making to a strategy, behind the back of its features. */
  abstract class Cheat extends Honest {
    protected column: Float64Array = new Float64Array(0)
    protected abstract peek(history: History): Float64Array
    override follow(history: History, to = history.length) {
      this.column = this.peek(history)
      return super.follow(history, to)
    }
    protected override decide() {
      return this.close.value > this.column[this.index] ? 1 : 0
    }
  }

  class FormingDay extends Cheat {
    static override readonly id = 'forming_day'
    protected override peek(history: History) {
      const days = resampleBars(history as Bars, '1d', { partial: 'keep' })
      return history.time.slice().map(time => days.close[days.time.slice().indexOf(Math.floor(time / DAY) * DAY)])
    }
  }

  class NextOther extends Cheat {
    static override readonly id = 'next_other'
    protected override peek(history: History) {
      const [{ time, close }] = history.others as readonly Bars[]
      return history.time.slice().map(now => close[time.slice().findIndex(next => next > now)] ?? 0)
    }
  }

  it.each([
    ['the final values of a day that is still forming', FormingDay],
    ['the bar of another symbol that comes next', NextOther],
  ])('are caught when they see %s', (_what, strategy) => {
    const check = checkStrategy(strategy, { histories: 8 })
    expect(check.parts).toMatchObject({ poison: false, grow: false })
  })

  it('are told when they look at themselves or at nothing that can be', () => {
    class Bad extends Strategy {
      static override readonly id = 'bad'
      readonly minute = this.higher('1m')
      protected override decide() {
        return 0
      }
    }
    const check = checkStrategy(Bad, { histories: 1 })
    expect(check.parts.run).toBe(false)
    expect(check.refusals[0].message).toContain('looks at 1m, which is not longer than the 1m')
  })
})
