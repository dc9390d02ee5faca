import { describe, expect, it } from 'vitest'
import { rangeValues, type Space, spaceAxes } from '../../src/research/space.ts'
import { BollingerBands } from '../../src/strategies/library/bollinger-bands.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const shares = Array.from({ length: 1000 }, (_, k) => k / 1000)

describe('spaceAxes', () => {
  it('whole numbers are equally likely, ends included', () => {
    const [fast] = spaceAxes(MaCrossover, { fast: { from: 5, to: 9 } })
    const drawn = shares.map(fast.at)
    expect(fast.count).toBe(5)
    for (const value of [5, 6, 7, 8, 9]) expect(drawn.filter(one => one === value)).toHaveLength(200)
    expect([0, 1, 4].map(fast.value)).toEqual([5, 6, 9])
  })

  it('a list gives its values, a step the values that it reaches', () => {
    const [list, stepped] = spaceAxes(BollingerBands, { period: [30, 10], width: { from: 1, to: 2.1, step: 0.5 } })
    expect([list.count, list.at(0), list.at(0.49), list.at(0.5), list.at(0.999)]).toEqual([2, 30, 30, 10, 10])
    expect([stepped.count, stepped.at(0), stepped.at(0.5), stepped.at(0.99)]).toEqual([3, 1, 1.5, 2])
  })

  it('a decimal may be anything between its ends', () => {
    const [width, fixed] = spaceAxes(BollingerBands, { width: { from: 1, to: 3 }, exitThreshold: { from: 0.2, to: 0.2 } })
    expect([width.count, width.at(0), width.at(0.25)]).toEqual([Number.POSITIVE_INFINITY, 1, 1.5])
    expect([fixed.count, fixed.at(0.7)]).toEqual([1, 0.2])
  })

  it('on a log scale every doubling is equally likely', () => {
    const [width] = spaceAxes(BollingerBands, { width: { from: 1, to: 8, scale: 'log' } })
    expect([1 / 3, 2 / 3].map(share => width.at(share))).toEqual([expect.closeTo(2, 12), expect.closeTo(4, 12)])
    const [slow] = spaceAxes(MaCrossover, { slow: { from: 4, to: 63, scale: 'log' } })
    const drawn = shares.map(slow.at) as number[]
    // 4 to 63 are four doublings: 4–7, 8–15, 16–31, 32–63.
    for (const from of [4, 8, 16, 32])
      expect(Math.abs(drawn.filter(value => value >= from && value < 2 * from).length - 250)).toBeLessThanOrEqual(1)
    expect(slow.count).toBe(60)
  })

  it.each([
    [{}, 'the space is empty; give a list or a range for at least one of: period, width'],
    [{ widht: [1] }, 'there is no parameter "widht"; did you mean "width"?'],
    [{ width: [] }, '"width" has no values'],
    [{ width: 2 }, '"width" is 2; give a list of values or { from, to }'],
    [{ width: { from: 3, to: 1 } }, 'from must not be above to'],
    [{ width: { from: 1, to: Number.NaN } }, 'from must not be above to'],
    [{ width: { from: 1, to: 2, step: 0 } }, 'has the step 0'],
    [{ width: { from: 1, to: 2, step: 1e-9 } }, 'more than a million values'],
    [{ width: { from: 1, to: 2, step: 0.1, scale: 'log' } }, 'a step on a log scale'],
    [{ exitThreshold: { from: 0, to: 1, scale: 'log' } }, 'a log scale starts above 0'],
    [{ width: { from: 1, to: 2, scale: 'root' } }, 'has the scale "root"'],
    [{ period: { from: 5, to: 9.5 } }, '"period" is a whole number; from 5 to 9.5 is not'],
    [{ period: { from: 5, to: 9, step: 0.5 } }, 'from 5 to 9 by 0.5 is not'],
    [{ period: { from: 1, to: 9 } }, 'starts at 1; 2 is the smallest'],
    [{ exitThreshold: { from: 0, to: 2 } }, 'goes up to 2; 1 is the largest'],
    [{ shorts: { from: 0, to: 1 } }, 'is no number; give a list of its values'],
  ])('refuses %o', (space, message) => {
    expect(() => spaceAxes(BollingerBands, space as Space)).toThrow(
      expect.objectContaining({ code: 'research/space', message: expect.stringContaining(message) }),
    )
  })
})

it('steps do not drift', () => {
  expect(rangeValues({ from: 0.1, to: 0.5, step: 0.1 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5])
  expect(rangeValues({ from: 40, to: 200, step: 20 })).toEqual([40, 60, 80, 100, 120, 140, 160, 180, 200])
  expect(rangeValues({ from: 5, to: 8 })).toEqual([5, 6, 7, 8])
})
