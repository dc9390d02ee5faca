import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { BarBuffer } from '../../src/market/bar-buffer.ts'
import { barAt, sliceBars } from '../../src/market/bars.ts'
import { fingerprintBars } from '../../src/market/fingerprint-bars.ts'
import { resampleBars } from '../../src/market/resample.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { withOthers } from '../../src/market/with-others.ts'
import { noisyBars } from '../../src/research/noisy-bars.ts'
import { stressScenarios } from '../../src/research/stress/stress-scenarios.ts'
import { syntheticLike } from '../../src/research/synthetic-like.ts'

const btc = syntheticBars({ seed: 1, length: 100, symbol: 'BTC/EUR' })
const eth = syntheticBars({ seed: 2, length: 60, symbol: 'ETH/EUR', timeframe: '4h' })
const ada = syntheticBars({ seed: 3, length: 0, symbol: 'ADA/EUR' })

describe('withOthers', () => {
  it('gives frozen bars with the same columns and the others', () => {
    const bars = withOthers(btc, [eth, ada])
    expect(bars).toEqual({ ...btc, others: [eth, ada] })
    expect(bars.close).toBe(btc.close)
    expect(Object.isFrozen(bars) && Object.isFrozen(bars.others)).toBe(true)
    expect(btc.others).toBeUndefined()
  })

  it('replaces those that were there', () => {
    expect(withOthers(withOthers(btc, [eth]), [ada]).others).toEqual([ada])
    expect(withOthers(btc, []).others).toEqual([])
  })

  it('takes a growing history as it stands', () => {
    const buffer = new BarBuffer({ symbol: 'BTC/EUR', timeframe: '1h' })
    buffer.appendAll(btc)
    expect(withOthers(buffer, [eth])).toEqual({ ...btc, others: [eth] })
  })

  it.each([
    ['the own symbol', [eth, btc], 'BTC/EUR cannot be among its own other symbols'],
    ['a symbol twice', [eth, ada, eth], 'ETH/EUR is twice among the other symbols of BTC/EUR'],
  ])('refuses %s', (_what, others, message) => {
    expect(() => withOthers(btc, others)).toThrow(message)
    expect(() => new BarBuffer({ symbol: 'BTC/EUR', timeframe: '1h', others })).toThrow(message)
  })
})

describe('bars made of bars', () => {
  const bars = withOthers(btc, [eth])

  it('keep the others', () => {
    expect(sliceBars(bars, 20, 40).others).toBe(bars.others)
    expect(resampleBars(bars, '4h').others).toBe(bars.others)
    expect(noisyBars(bars, { seed: 1 }).others).toBe(bars.others)
    expect(syntheticLike(bars, { seed: 1 }).others).toBe(bars.others)
    for (const made of [sliceBars(btc, 0, 9), resampleBars(btc, '4h'), noisyBars(btc, { seed: 1 })]) expect('others' in made).toBe(false)
  })

  it.each(stressScenarios.filter(({ bars: change }) => change !== undefined))('keep them under $id', ({ bars: change }) => {
    expect(change?.(bars, { severity: 0.3, index: 50, window: 10, random: seededRandom(1) }).others).toBe(bars.others)
  })

  it('have another fingerprint with others, and the old one without', () => {
    const prints = [btc, bars, withOthers(btc, [ada]), withOthers(btc, [{ ...eth, symbol: 'X' }]), withOthers(btc, [eth, ada])].map(
      fingerprintBars,
    )
    expect(new Set(prints).size).toBe(5)
    expect(fingerprintBars(withOthers(btc, []))).toBe(prints[0])
    expect(fingerprintBars(structuredClone(bars))).toBe(prints[1])
  })
})

it('a snapshot of a buffer keeps what was there of the others', () => {
  const [one, other] = [new BarBuffer({ symbol: 'ETH/EUR', timeframe: '1h' }), syntheticBars({ seed: 4, length: 5, symbol: 'X' })]
  const buffer = new BarBuffer({ symbol: 'BTC/EUR', timeframe: '1h', others: [one, other] })
  const append = (to: BarBuffer, index: number) => {
    const bar = barAt(btc, index)
    if (bar !== undefined) to.append(bar)
  }
  for (let i = 0; i < 3; i++) {
    append(one, i)
    append(buffer, i)
  }
  const snapshot = buffer.snapshot()
  append(one, 3)
  append(buffer, 3)
  expect(snapshot).toEqual({ ...sliceBars(btc, 0, 3), others: [{ ...sliceBars(btc, 0, 3), symbol: 'ETH/EUR' }, other] })
  expect(buffer.others?.map(({ length }) => length)).toEqual([4, 5])
  expect('others' in new BarBuffer({ symbol: 'A', timeframe: '1h' }).snapshot()).toBe(false)
})
