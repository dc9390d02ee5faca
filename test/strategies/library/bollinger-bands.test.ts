import { describe, expect, it } from 'vitest'
import { BollingerBands } from '../../../src/strategies/library/bollinger-bands.ts'
import { changes, d1 } from '../../golden/d1.ts'
import { positions } from '../../golden/positions.ts'

describe('on D1', () => {
  // peak-trade-research.md, A.2 "bollinger_bands entry_threshold=1.0": the case in which Peak_Trade's entry level is the band.
  const events: [number, number][] = [
    [26, 1],
    [31, 1],
    [48, -1],
    [76, -1],
    [80, 1],
    [84, 1],
    [89, 1],
    [106, -1],
    [137, 1],
    [142, 1],
    [160, -1],
    [163, -1],
    [193, -1],
    [196, 1],
    [200, 1],
    [217, -1],
    [253, 1],
    [258, 1],
    [275, -1],
    [306, 1],
    [311, 1],
    [333, -1],
    [362, -1],
    [365, 1],
    [369, 1],
    [386, -1],
  ]
  // Its deviation is that of a sample.
  const width = 2 * Math.sqrt(20 / 19)

  it('agrees with Peak_Trade', () => {
    expect(changes(new BollingerBands({ entryThreshold: 1, width }).follow(d1()))).toEqual(positions(events))
  })

  it('trades with its defaults, where Peak_Trade found no entry', () => {
    expect(changes(new BollingerBands().follow(d1())).length).toBeGreaterThan(10)
  })

  it('shorts fill the other side', () => {
    const both = changes(new BollingerBands({ shorts: true }).follow(d1())).map(([, target]) => target)
    expect(both).toContain(-1)
    expect(both).toContain(1)
  })

  it('holds what it has where the bands meet', () => {
    const bars = d1()
    const flat = { ...bars, close: new Float64Array(bars.length).fill(100) }
    expect(changes(new BollingerBands().follow(flat))).toEqual([[0, 0]])
  })
})
