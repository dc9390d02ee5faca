import { describe, expect, it } from 'vitest'
import { defineIndicator, type Indicator, type Step } from '../../src/indicators/indicator.ts'
import { checkIndicator } from '../../src/indicators/indicator-contract.ts'

describe('the contract refuses', () => {
  const honest = {
    id: 'planted',
    inputs: ['close'],
    outputs: ['value'],
    params: { period: { default: 3, min: 1, integer: true } },
    warmup: ({ period }: { period: number }) => period,
    start: ({ period }: { period: number }): Step => {
      const seen: number[] = []
      return close => {
        seen.push(close)
        return close - (seen[seen.length - 1 - period] ?? Number.NaN)
      }
    },
  } as const

  const codes = (indicator: Indicator<{ period: number }, 'close', 'value'>) =>
    checkIndicator(indicator, { histories: 60 }).refusals.map(refusal => refusal.code)

  it('nothing about an honest indicator', () => {
    expect(codes(defineIndicator(honest))).toEqual([])
  })

  it('a fill that uses the next value', () => {
    const cheat = defineIndicator({
      ...honest,
      fill: ({ period }, [out], close) => {
        for (let i = period; i < close.length; i++) out[i] = (close[i + 1] ?? close[i]) - close[i - period]
      },
    })
    const { refusals } = checkIndicator(cheat, { histories: 60, seed: 'x' })
    expect(refusals.map(refusal => refusal.code)).toEqual(
      expect.arrayContaining(['indicator/fill', 'indicator/look-ahead', 'indicator/chop']),
    )
    expect(refusals.find(refusal => refusal.code === 'indicator/look-ahead')?.message).toMatch(
      /^planted: bar \d+ changes when the bars from \d+ on become .* \(history \d+, seed "x", {"period":\d+}\)$/,
    )
  })

  it('a fill that normalizes by the whole history', () => {
    const cheat = defineIndicator({
      ...honest,
      fill: ({ period }, [out], close) => {
        const top = close.slice().reduce((a, b) => Math.max(a, b), 0)
        for (let i = period; i < close.length; i++) out[i] = close[i] / top
      },
    })
    expect(codes(cheat)).toEqual(expect.arrayContaining(['indicator/fill', 'indicator/look-ahead', 'indicator/chop']))
  })

  it('a fill that differs from the step in the last bit', () => {
    const off = defineIndicator({
      ...honest,
      fill: ({ period }, [out], close) => {
        for (let i = period; i < close.length; i++) out[i] = (close[i] / 3 - close[i - period] / 3) * 3
      },
    })
    expect(codes(off)).toEqual(['indicator/fill'])
  })

  it('a fill that leaves a bar unwritten', () => {
    const lazy = defineIndicator({
      ...honest,
      fill: ({ period }, [out], close) => {
        for (let i = period; i < close.length - 1; i++) out[i] = close[i] - close[i - period]
      },
    })
    expect(codes(lazy)).toContain('indicator/fill')
  })

  it('a warm-up that is too long or too short', () => {
    expect(codes(defineIndicator({ ...honest, warmup: ({ period }) => period + 1 }))).toEqual(['indicator/warmup'])
    expect(codes(defineIndicator({ ...honest, warmup: ({ period }) => period - 1 }))).toEqual(['indicator/warmup'])
  })

  it('a fill that changes its input', () => {
    const rude = defineIndicator({
      ...honest,
      fill: ({ period }, [out], close) => {
        for (let i = period; i < close.length; i++) out[i] = close[i] - close[i - period]
        ;(close as Float64Array)[0] = 0
      },
    })
    expect(codes(rude)).toContain('indicator/input')
  })

  it('an indicator that divides by zero', () => {
    const ratio = defineIndicator({
      ...honest,
      start: ({ period }) => {
        const change = honest.start({ period })
        return (a, b, c, d) => 1 / (change(a, b, c, d) as number)
      },
    })
    expect(codes(ratio)).toEqual(['indicator/infinite'])
  })

  it('state outside start, shared by all runs', () => {
    let previous = Number.NaN
    const leaky = defineIndicator({
      ...honest,
      params: {},
      warmup: () => 0,
      start: () => close => {
        const result = Number.isNaN(previous) ? close : previous
        previous = close
        return result
      },
    })
    expect(checkIndicator(leaky, { histories: 20 }).refusals.map(refusal => refusal.code)).toContain('indicator/state')
  })

  it('an indicator that throws', () => {
    const broken = defineIndicator({
      ...honest,
      start: () => {
        throw new Error('no such luck')
      },
    })
    const { refusals } = checkIndicator(broken, { histories: 1, seed: 7 })
    expect(refusals).toEqual([{ code: 'indicator/error', message: 'planted: threw no such luck (history 0, seed 7, {"period":3})' }])
  })
})

describe('checkIndicator', () => {
  it('checks the params it is given', () => {
    const picky = defineIndicator({
      id: 'picky',
      inputs: ['close'],
      outputs: ['value'],
      params: { period: { default: 3, min: 1, integer: true } },
      warmup: () => 0,
      start:
        ({ period }) =>
        close =>
          period === 5 ? Number.POSITIVE_INFINITY : close,
    })
    expect(checkIndicator(picky, { params: { period: 4 }, histories: 20 }).ok).toBe(true)
    expect(checkIndicator(picky, { params: { period: 5 }, histories: 20 }).ok).toBe(false)
  })

  it('gives the same verdict for the same seed', () => {
    const wrong = defineIndicator({
      id: 'wrong',
      inputs: ['close'],
      outputs: ['value'],
      params: {},
      warmup: () => 1,
      start: () => close => close,
    })
    expect(checkIndicator(wrong, { seed: 3 })).toEqual(checkIndicator(wrong, { seed: 3 }))
    expect(checkIndicator(wrong, { seed: 3 }).ok).toBe(false)
  })
})
