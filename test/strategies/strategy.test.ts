import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { StrategyError } from '../../src/base/errors.ts'
import { bollinger } from '../../src/indicators/bollinger.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { sma } from '../../src/indicators/sma.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { TargetChanges } from '../../src/strategies/target-changes.ts'
import { d1 } from '../golden/d1.ts'

class Smoothed extends Strategy<typeof Smoothed.params> {
  static override readonly id = 'smoothed'
  static override readonly params = z.object({ period: z.int().min(1).default(5) })
  readonly rsi = this.use(rsi, { period: 14 })
  readonly smooth = this.use(sma, { period: this.params.period }, this.rsi)
  readonly highs = this.use(sma, { period: 3 }, 'high')
  readonly bands = this.use(bollinger, { period: 10 })
  protected override decide() {
    return this.smooth.value > 50 && this.bands.percentB.value > 0.2 ? 1 : 0
  }
}

it('features of features are the same as indicators of columns', () => {
  const bars = d1()
  const strategy = new Smoothed({ period: 4 })
  strategy.follow(bars)
  expect([...strategy.smooth.column]).toEqual([...sma(rsi(bars, { period: 14 }), { period: 4 })])
  expect([...strategy.highs.column]).toEqual([...sma(bars.high, { period: 3 })])
  expect([...strategy.bands.lower.column]).toEqual([...bollinger(bars, { period: 10 }).lower])
  expect(strategy.warmup).toBe(14 + 3)
})

it('following in pieces decides every bar once and gives the same', () => {
  const bars = d1()
  const whole = new Smoothed().follow(bars).slice()
  const pieces = new Smoothed()
  for (const to of [0, 1, 10, 18, 19, 20, 100, 100, 399]) pieces.follow(bars, to)
  expect([...pieces.follow(bars)]).toEqual([...whole])
})

it('cannot go back', () => {
  const strategy = new Smoothed()
  strategy.follow(d1(), 100)
  expect(() => strategy.follow(d1(), 50)).toThrow('has decided 100 bars and cannot go back to 50')
})

describe('a target that is no exposure is refused with its bar', () => {
  it.each([2, -1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d', target => {
    class Wrong extends Strategy {
      static override readonly id = 'wrong'
      protected override decide() {
        return this.index === 7 ? target : 0
      }
    }
    expect(() => new Wrong().follow(d1())).toThrow(StrategyError)
    expect(() => new Wrong().follow(d1())).toThrow(`wrong decided ${target} at bar 7`)
  })
})

it('knows its last target and nothing before the start', () => {
  class Alternating extends Strategy {
    static override readonly id = 'alternating'
    protected override decide() {
      return this.held === 1 ? 0 : 1
    }
  }
  expect([...new Alternating().follow(d1(), 4)]).toEqual([1, 0, 1, 0])
})

it('a history shorter than the warm-up gives only NaN', () => {
  expect([...new Smoothed().follow(d1(), 5)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  expect(new Smoothed().follow(d1(), 0).length).toBe(0)
})

it('a multi-input indicator cannot be used on a single feature', () => {
  class Odd extends Strategy {
    static override readonly id = 'odd'
    readonly wrong = this.use({ ...bollinger, inputs: ['high', 'low'] } as unknown as typeof bollinger, {}, this.close)
    protected override decide() {
      return 0
    }
  }
  expect(() => new Odd()).toThrow('cannot be used on a single feature')
})

it('a strategy with a follow of its own is asked for it in sweeps, too', () => {
  class Backwards extends BuyAndHold {
    override follow(...given: Parameters<BuyAndHold['follow']>) {
      return super
        .follow(...given)
        .slice()
        .map(target => -target)
    }
  }
  const { length, target } = new Backwards().followChanges(syntheticBars({ seed: 1, length: 10 }), new TargetChanges())
  expect([length, target[0]]).toEqual([1, -1])
})
