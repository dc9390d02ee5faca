import { describe, expect, it } from 'vitest'
import { acceptedExceptions, kupiecTest } from '../../src/research/kupiec-test.ts'

describe('kupiecTest', () => {
  it('is 0 when the share is as promised', () => {
    expect(kupiecTest({ bars: 200, exceptions: 10, tail: 0.05 })).toEqual({ statistic: 0, pValue: 1 })
  })

  it('no exceptions by hand', () => {
    expect(kupiecTest({ bars: 100, exceptions: 0, tail: 0.01 }).statistic).toBeCloseTo(-200 * Math.log(0.99), 12)
    expect(kupiecTest({ bars: 3, exceptions: 3, tail: 0.5 }).statistic).toBeCloseTo(6 * Math.log(2), 12)
  })

  it.each([
    [10, 11, 0.05],
    [10, -1, 0.05],
    [0, 0, 0.05],
    [10.5, 1, 0.05],
  ])('refuses %d bars with %d exceptions', (bars, exceptions, tail) => {
    expect(() => kupiecTest({ bars, exceptions, tail })).toThrowError(expect.objectContaining({ code: 'research/exceptions' }))
  })

  it('refuses a tail that is none', () => {
    expect(() => kupiecTest({ bars: 10, exceptions: 1, tail: 1 })).toThrowError(expect.objectContaining({ code: 'research/tail' }))
  })
})

describe('acceptedExceptions', () => {
  it('is where the p-value passes the level', () => {
    const { from, to } = acceptedExceptions({ bars: 500, tail: 0.02, level: 0.1 })
    for (let exceptions = 0; exceptions <= 40; exceptions++)
      expect(kupiecTest({ bars: 500, exceptions, tail: 0.02 }).pValue > 0.1).toBe(exceptions >= from && exceptions <= to)
  })

  it('refuses a level that is none', () => {
    expect(() => acceptedExceptions({ bars: 10, tail: 0.1, level: 1 })).toThrowError(expect.objectContaining({ code: 'research/level' }))
  })
})
