import { describe, expect, it } from 'vitest'
import { axisLabel, barX, DOT, hoverPoints, isIntraday, linePath, timeAxis, timePlot, valueAxis } from '../../../src/reports/charts/axes.ts'
import { type Scale, valueScale } from '../../../src/reports/charts/scale.ts'

const DAY = 86_400_000
const wide = { id: 'a', width: 960, narrow: false }
const narrow = { id: 'b', width: 390, narrow: true }
/** 100 units wide and high: a value of v stands v units above the bottom. */
const plot = { left: 0, right: 100, top: 0, bottom: 100, height: 120 }
const scale: Scale = { low: 0, high: 100, ticks: [0, 50, 100], step: 50, log: false, at: value => 100 - value }
const days = (length: number, from = Date.UTC(2024, 0, 1)) => Float64Array.from({ length }, (_, i) => from + i * DAY)
const labels = (svg: string) =>
  [...svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)<\/text>/g)].map(match => ({ x: Number(match[1]), text: match[2] }))

describe('timePlot', () => {
  it('lines charts of any height up and leaves room for labels', () => {
    for (const frame of [wide, narrow]) {
      const low = timePlot(frame, 200)
      const high = timePlot(frame, 400)
      expect([low.left, low.right]).toEqual([high.left, high.right])
      expect(high.bottom - low.bottom).toBe(200)
      expect(low.left).toBeGreaterThan(40)
      expect(low.right).toBeLessThan(frame.width)
      expect(low.bottom).toBeLessThan(200)
    }
    expect(timePlot(narrow, 200).left).toBeLessThan(timePlot(wide, 200).left)
  })

  it('takes the height of its frame, and saves points only in a picture that stands still', () => {
    expect(timePlot({ ...wide, height: 150 }, 200)).toEqual(timePlot(wide, 150))
    expect(timePlot(wide, 200).tolerance).toBe(0)
    expect(timePlot({ ...wide, top: 0 }, 200).tolerance).toBeGreaterThan(0)
  })
})

describe('barX', () => {
  it('puts bars in the middle of equal slots', () => {
    expect([0, 1, 2, 3].map(barX(plot, 4))).toEqual([12.5, 37.5, 62.5, 87.5])
    expect(barX({ ...plot, left: 20 }, 1)(0)).toBe(60)
    expect(barX(plot, 0)(0)).toBe(50)
  })
})

describe('valueAxis', () => {
  it('draws a line and a label for every tick, at its height', () => {
    const svg = valueAxis(scale, { ...plot, left: 30 }, value => `<${value}>`)
    expect([...svg.matchAll(/<path d="([^"]*)" class="grid"\/>/g)].map(match => match[1])).toEqual([
      'M30 100L100 100',
      'M30 50L100 50',
      'M30 0L100 0',
    ])
    expect([...svg.matchAll(/<text [^>]*y="([\d.]+)"[^>]*>([^<]*)</g)].map(match => [match[1], match[2]])).toEqual([
      ['104', '&lt;0&gt;'],
      ['54', '&lt;50&gt;'],
      ['4', '&lt;100&gt;'],
    ])
    expect(svg).toContain('text-anchor="end"')
  })
})

describe('axisLabel', () => {
  it('prints fractions as percent and leaves the rest alone', () => {
    expect([0, 0.5, 1, -0.25].map(axisLabel('percent', 0.25))).toEqual(['0%', '50%', '100%', '−25%'])
    expect([0.005, 0.01].map(axisLabel('percent', 0.005))).toEqual(['0.5%', '1.0%'])
    expect(axisLabel('money', 500)(1500)).toBe('1,500')
  })
})

describe('timeAxis', () => {
  it('names the months of a year', () => {
    expect(labels(timeAxis(days(366), timePlot(wide, 200))).map(({ text }) => text)).toEqual(
      '2024 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
    )
  })

  it.each([1, 2, 10, 100, 400, 3000, 20_000])('keeps labels apart and inside for %d days', length => {
    for (const frame of [wide, narrow]) {
      const at = timePlot(frame, 200)
      const found = labels(timeAxis(days(length), at))
      expect(found.length).toBeGreaterThan(0)
      for (const [k, { x, text }] of found.entries()) {
        expect(x).toBeGreaterThan(at.left - 20)
        expect(x + text.length * 3).toBeLessThan(frame.width)
        if (k > 0) expect(x - found[k - 1].x).toBeGreaterThan(20)
      }
    }
  })

  it('is a bare line without bars', () => {
    expect(timeAxis(new Float64Array(0), plot)).toBe('<path d="M0 100L100 100" class="axis"/>')
  })
})

describe('linePath', () => {
  const path = (...values: readonly number[]) => linePath(Float64Array.from(values), plot, scale)

  it('goes from value to value, worked by hand', () => {
    expect(path(10, 20)).toBe('M25 90L75 80')
    expect(path(0, 100, 50, 25)).toBe('M12.5 100L37.5 0L62.5 50L87.5 75')
  })

  it('breaks where a value is unknown, and makes a lone point visible', () => {
    const unknown = Number.NaN
    expect(path(10, 20, unknown, 40, unknown)).toBe(`M10 90L30 80M70 60${DOT}`)
    expect(path(10)).toBe(`M50 90${DOT}`)
    expect(path(10, Number.POSITIVE_INFINITY)).toBe(`M25 90${DOT}`)
    expect(path(unknown, unknown)).toBe('')
    expect(path()).toBe('')
  })

  it('leaves points out that the line passes anyway, in each run on its own', () => {
    const values = Float64Array.of(10, 10.1, 10, Number.NaN, 50, 60, 70, 90)
    expect(linePath(values, { ...plot, tolerance: 0.4 }, scale)).toBe('M6.3 90L31.3 90M56.3 50L81.3 30L93.8 10')
    expect(linePath(values, plot, scale).match(/[ML]/g)).toHaveLength(7)
  })

  it('keeps the extremes of more bars than there is room for', () => {
    const values = Float64Array.from({ length: 50_000 }, (_, i) => (i === 12_345 ? 99 : i === 34_567 ? 1 : 50))
    const drawn = linePath(values, plot, scale)
    expect(drawn.length).toBeLessThan(10_000)
    expect(drawn).toMatch(/L[\d.]+ 1L/)
    expect(drawn).toMatch(/L[\d.]+ 99L/)
  })
})

describe('hoverPoints', () => {
  const points = (length: number, change: { narrow?: boolean; intraday?: boolean } = {}) =>
    hoverPoints({
      time: days(length),
      plot,
      narrow: false,
      intraday: false,
      at: index => ({ ys: [index], lines: [`bar ${index}`] }),
      ...change,
    })

  it('has a stop on every bar, with its date and its lines', () => {
    expect(points(2)).toEqual([
      { x: 25, ys: [0], text: '2024-01-01\nbar 0' },
      { x: 75, ys: [1], text: '2024-01-02\nbar 1' },
    ])
    expect(points(1, { intraday: true })[0].text).toBe('2024-01-01 00:00\nbar 0')
    expect(points(0)).toEqual([])
  })

  it('spreads a few hundred stops over many bars, the first and the last among them', () => {
    for (const length of [241, 1000, 100_000]) {
      const all = points(length)
      expect(all.length).toBe(240)
      expect(points(length, { narrow: true }).length).toBe(120)
      expect([all[0].ys[0], all[239].ys[0]]).toEqual([0, length - 1])
      for (let k = 1; k < all.length; k++) expect(all[k].ys[0]).toBeGreaterThan(all[k - 1].ys[0])
    }
  })
})

describe('isIntraday', () => {
  it('knows bars of hours from bars of days, also with weekends between', () => {
    const every = (ms: number) => Float64Array.from({ length: 10 }, (_, i) => i * ms)
    expect(isIntraday(every(60_000))).toBe(true)
    expect(isIntraday(every(12 * 3_600_000))).toBe(true)
    expect(isIntraday(every(DAY))).toBe(false)
    expect(isIntraday(every(7 * DAY))).toBe(false)
    expect(isIntraday(Float64Array.of(5))).toBe(false)
    expect(isIntraday(new Float64Array(0))).toBe(false)
  })
})

describe('together', () => {
  it('puts the line on the grid of its own scale', () => {
    const up = valueScale({ low: 0, high: 10, from: plot.bottom, to: plot.top, count: 5 })
    const heights = [...valueAxis(up, plot, String).matchAll(/L100 ([\d.]+)"/g)].map(match => match[1])
    expect(heights).toEqual(['100', '80', '60', '40', '20', '0'])
    expect(linePath(Float64Array.of(4, 4), plot, up)).toBe('M25 60L75 60')
  })
})
