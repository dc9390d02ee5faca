import { describe, expect, it } from 'vitest'
import { defineIndicator } from '../../src/indicators/indicator.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { checkStrategy } from '../../src/strategies/strategy-contract.ts'

/** An indicator whose kernel and step are given freely: the only door through which a strategy could see the future. */
const peek = (id: string, fill: (out: Float64Array, close: ArrayLike<number>) => void) =>
  defineIndicator({
    id,
    inputs: ['close'],
    outputs: ['value'],
    params: {},
    warmup: () => 0,
    start: () => close => close,
    fill: (_params, [out], close) => fill(out, close),
  })

const nextClose = peek('next_close', (out, close) => {
  for (let i = 0; i < out.length; i++) out[i] = close[i + 1] ?? close[i]
})
const centered = peek('centered', (out, close) => {
  for (let i = 0; i < out.length; i++) out[i] = (close[Math.max(0, i - 1)] + close[i] + close[Math.min(out.length - 1, i + 1)]) / 3
})
const normalized = peek('normalized', (out, close) => {
  let max = 0
  for (let i = 0; i < out.length; i++) max = Math.max(max, close[i])
  for (let i = 0; i < out.length; i++) out[i] = close[i] / max
})

function cheat(indicator: ReturnType<typeof peek>, level: (close: number, value: number) => boolean) {
  return class Cheat extends Strategy {
    static override readonly id = 'cheat'
    readonly crystal = this.use(indicator)
    protected override decide() {
      return level(this.close.value, this.crystal.value) ? 1 : 0
    }
  }
}

describe('cheats are caught and named', () => {
  it.each([
    ['tomorrow', cheat(nextClose, (close, value) => value > close)],
    ['a centered window', cheat(centered, (close, value) => value > close)],
    ['normalization over the whole series', cheat(normalized, (_close, value) => value > 0.9)],
  ])('%s', (_name, strategy) => {
    const check = checkStrategy(strategy, { histories: 20 })
    expect(check.parts.poison).toBe(false)
    expect(check.parts.chop && check.parts.grow).toBe(false)
    expect(check.refusals.some(refusal => refusal.message.includes('feature "crystal" at bar'))).toBe(true)
  })

  it('a peek that happens not to change the decision', () => {
    const check = checkStrategy(
      cheat(nextClose, () => true),
      { histories: 10 },
    )
    expect(check.parts).toMatchObject({ poison: false, chop: true })
  })

  it('state shared between runs', () => {
    let calls = 0
    class Shared extends Strategy {
      static override readonly id = 'shared'
      protected override decide() {
        calls++
        return calls % 3 === 0 ? 1 : 0
      }
    }
    expect(checkStrategy(Shared, { histories: 5, length: 100 }).parts.repeat).toBe(false)
  })

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
