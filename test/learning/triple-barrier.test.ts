import { describe, expect, it } from 'vitest'
import { tripleBarrierLabels } from '../../src/learning/triple-barrier.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const column = (...values: number[]) => Float64Array.from(values)
const bars = {
  length: 5,
  open: column(100, 100, 103, 99, 101),
  high: column(101, 104, 106, 102, 103),
  low: column(99, 99, 98, 97, 100),
  close: column(100, 103, 99, 101, 102),
}

describe('by hand', () => {
  it('labels trades from the next open on', () => {
    // Bar 0, long from 100: target 105 is in the range of bar 2, stop 97 is not.
    // Bar 1, short from 103: stop 106.09 not met, target 97.85 met on bar 3 (low 97).
    const labels = tripleBarrierLabels(
      bars,
      [
        { bar: 0, side: 1 },
        { bar: 1, side: -1 },
      ],
      { takeProfit: 0.05, stopLoss: 0.03, maxBars: 3 },
    )
    expect(labels).toMatchObject([
      { bar: 0, side: 1, start: 1, end: 2, touched: 'profit', label: 1 },
      { bar: 1, side: -1, start: 2, end: 3, touched: 'profit', label: 1 },
    ])
    expect(labels.map(({ result }) => result.toFixed(12))).toEqual(['0.050000000000', '0.050000000000'])
  })

  it('widths move both barriers, and success may ask for more than 0', () => {
    const event = { bar: 0, side: 1, width: 2 }
    const [wide] = tripleBarrierLabels(bars, [event], { takeProfit: 0.025, stopLoss: 0.015, maxBars: 3 })
    expect(wide).toMatchObject({ end: 2, touched: 'profit', label: 1 })
    const [modest] = tripleBarrierLabels(bars, [event], { maxBars: 3, minReturn: 0.02 })
    expect(modest).toMatchObject({ end: 3, touched: 'time', label: 0 })
    expect(modest.result).toBeCloseTo(0.01, 12)
  })

  it('what the bars leave open has no label', () => {
    const open = tripleBarrierLabels(
      bars,
      [
        { bar: 3, side: 1 },
        { bar: 4, side: 1 },
      ],
      { maxBars: 2 },
    )
    expect(open.map(({ end, touched }) => [end, touched])).toEqual([
      [4, 'open'],
      [4, 'open'],
    ])
    expect(open.every(({ label, result }) => Number.isNaN(label) && Number.isNaN(result))).toBe(true)
  })

  it.each([
    [{ takeProfit: 0, maxBars: 3 }, [], 'takeProfit is 0'],
    [{ stopLoss: Number.NaN, maxBars: 3 }, [], 'stopLoss is NaN'],
    [{ maxBars: 0 }, [], 'maxBars is 0'],
    [{ maxBars: 3 }, [{ bar: 5, side: 1 }], 'the event at bar 5'],
    [{ maxBars: 3 }, [{ bar: 1, side: 0 }], 'side 0'],
    [{ maxBars: 3 }, [{ bar: 1, side: 1, width: 0 }], 'width 0'],
  ])('refuses %j %j', (options, events, message) => {
    expect(() => tripleBarrierLabels(bars, events, options)).toThrow(message)
  })
})

it('a label is known at its end and not before', () => {
  const history = syntheticBars({ seed: 4, length: 300, volatility: 0.5 })
  const events = Array.from({ length: 250 }, (_, bar) => ({ bar, side: bar % 3 === 0 ? -1 : 1 }))
  const options = { takeProfit: 0.02, stopLoss: 0.01, maxBars: 20 }
  const labels = tripleBarrierLabels(history, events, options)
  expect(new Set(labels.map(({ touched }) => touched)).size).toBeGreaterThan(2)
  for (const [k, label] of labels.entries()) {
    expect(tripleBarrierLabels(sliceBars(history, 0, label.end + 1), [events[k]], options)[0]).toEqual(label)
    expect(tripleBarrierLabels(sliceBars(history, 0, label.end), [events[k]], options)[0].touched).toBe('open')
  }
})
