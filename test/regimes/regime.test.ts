import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { defineRegime, startRegime, warmupOf } from '../../src/regimes/regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

const candle = {
  id: 'candle',
  inputs: ['open', 'close'],
  labels: ['red', 'green'],
  warmup: 0,
  start: () => (open: number, close: number) => Number(close >= open),
} as const

it('names codes and gives a column of them', () => {
  const regime = defineRegime(candle)
  expect(regime.codes).toEqual({ red: 0, green: 1 })
  expect(regime.labels).toEqual(['red', 'green'])
  expect(warmupOf(regime)).toBe(0)
  expect(startRegime(regime)(1, 2, 0, 0)).toBe(1)
  const bars = syntheticBars({ seed: 1, length: 20 })
  expect([...regime(bars)]).toEqual(Array.from(bars.close, (close, i) => Number(close >= bars.open[i])))
})

it('refuses labels and inputs that cannot be told apart', () => {
  expect(() => defineRegime({ ...candle, labels: ['a', 'b', 'a'] })).toThrow('the label "a" twice')
  expect(() => defineRegime({ ...candle, labels: [] })).toThrow('no label')
  expect(() => defineRegime({ ...candle, labels: ['a', ''] })).toThrow('a label without a name')
  expect(() => defineRegime({ ...candle, labels: Array.from({ length: 128 }, (_, k) => `l${k}`) })).toThrow('128 labels')
  expect(defineRegime({ ...candle, labels: Array.from({ length: 127 }, (_, k) => `é${k}`) }).labels).toHaveLength(127)
  expect(() => defineRegime({ ...candle, inputs: [] })).toThrow('reads nothing')
  expect(() => defineRegime({ ...candle, inputs: ['close', 'close'] })).toThrow('one to four different columns')
  expect(() => defineRegime({ ...candle, inputs: ['open', 'high', 'low', 'close', 'volume'] })).toThrow('one to four')
})

it('is used by a strategy, in one go and bar by bar', () => {
  const trend = trendRegime({ method: 'adx', period: 5 })
  class Follow extends Strategy {
    static override readonly id = 'follow'
    private readonly now = this.use(trend)
    protected override decide() {
      return this.now.value === trend.codes.up ? 1 : this.now.value === trend.codes.down ? -1 : 0
    }
  }
  const bars = syntheticBars({ seed: 3, length: 300 })
  const targets = new Follow().follow(bars)
  const codes = trend(bars)
  expect([...targets]).toEqual(Array.from(codes, code => code - 1))
  const live = new Follow()
  for (let to = 1; to <= 300; to++) live.follow(bars, to)
  expect([...live.follow(bars)]).toEqual([...targets])
})
