import { describe, expect, it } from 'vitest'
import { ConfigError, DataError } from '../../src/base/errors.ts'
import { defineIndicator, type IndicatorSource, resolveParams, runIndicator } from '../../src/indicators/indicator.ts'
import { macd } from '../../src/indicators/macd.ts'
import { obv } from '../../src/indicators/obv.ts'
import { sma } from '../../src/indicators/sma.ts'

describe('an indicator', () => {
  it('takes a column, or an object with the columns it reads', () => {
    const close = Float64Array.of(1, 2, 3, 4)
    expect(sma({ close }, { period: 2 })).toEqual(sma(close, { period: 2 }))
  })

  it('names what is missing or of another length', () => {
    const close = Float64Array.of(1, 2)
    expect(() => obv({ close } as unknown as IndicatorSource<'close' | 'volume'>)).toThrow(DataError)
    expect(() => obv({ close } as unknown as IndicatorSource<'close' | 'volume'>)).toThrow('obv reads "volume", which is missing')
    expect(() => obv({ close, volume: Float64Array.of(1) })).toThrow('obv: "volume" has 1 values, "close" has 2')
  })

  it('skips what is not finite as if it were not there, in front and within', () => {
    const values = Float64Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 3, Number.NaN, 5)
    expect([...sma(values, { period: 2 })]).toEqual([Number.NaN, Number.NaN, Number.NaN, 2, Number.NaN, 4])
    expect([...sma(new Float64Array(9).fill(Number.NaN), { period: 2 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('finds a hole wherever it is', () => {
    for (let length = 1; length < 12; length++) {
      for (let hole = 0; hole < length; hole++) {
        const values = Float64Array.from({ length }, (_, i) => (i === hole ? Number.NaN : i))
        const got = sma(values, { period: 1 })
        expect(got).toEqual(values)
      }
    }
  })

  it('works on its own output, whose warm-up delays the start', () => {
    const twice = sma(sma(Float64Array.of(1, 3, 5, 7), { period: 2 }), { period: 2 })
    expect([...twice]).toEqual([Number.NaN, Number.NaN, 3, 5])
  })
})

describe('resolveParams', () => {
  it('fills in defaults', () => {
    expect(resolveParams(macd, { fast: 5 })).toEqual({ fast: 5, slow: 26, signal: 9 })
  })

  it('names an unknown parameter and the nearest known one', () => {
    const given = { perod: 5 } as unknown as { period: number }
    expect(() => resolveParams(sma, given)).toThrow(ConfigError)
    expect(() => resolveParams(sma, given)).toThrow('sma has no parameter "perod"; did you mean "period"?')
  })

  it.each([0, 1.5, -3, Number.NaN, Number.POSITIVE_INFINITY])('refuses a period of %s', period => {
    expect(() => resolveParams(sma, { period })).toThrow(`sma: period is ${period}, it must be a whole number from 1`)
  })
})

describe('runIndicator', () => {
  const close = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i))

  it('gives the same with and without looking for holes', () => {
    const delayed = Float64Array.of(Number.NaN, Number.NaN, ...close)
    expect(runIndicator(macd, resolveParams(macd), [delayed], { finite: true })).toEqual(runIndicator(macd, resolveParams(macd), [delayed]))
  })

  it('gives the fill NaN before the warm-up, so that it need not write there', () => {
    let blank = -1
    const spy = defineIndicator({
      id: 'spy',
      inputs: ['close'],
      outputs: ['value'],
      params: {},
      warmup: () => 7,
      start: () => () => Number.NaN,
      fill: (_, [out]) => {
        blank = out.findIndex(value => !Number.isNaN(value))
        out.fill(1, 7)
      },
    })
    expect(runIndicator(spy, {}, [close])[0].indexOf(1)).toBe(7)
    expect(blank).toBe(7)
    expect(spy(close.subarray(0, 3))).toEqual(new Float64Array(3).fill(Number.NaN))
  })
})
