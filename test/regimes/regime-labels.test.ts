import { expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { defineRegime } from '../../src/regimes/regime.ts'
import { checkCodes, labelAt, labelBars } from '../../src/regimes/regime-labels.ts'

const regime = defineRegime({
  id: 'odd',
  inputs: ['close'],
  labels: ['even', 'odd'],
  warmup: 1,
  start: () => {
    let bar = -1
    return () => (++bar === 0 ? Number.NaN : bar % 2)
  },
})

it('labels every bar, -1 where nothing is known', () => {
  const bars = syntheticBars({ seed: 1, length: 5 })
  const labels = labelBars(bars, regime)
  expect(labels).toEqual({ labels: ['even', 'odd'], codes: Int8Array.of(-1, 1, 0, 1, 0) })
  expect(structuredClone(labels)).toEqual(labels)
  expect(labelBars(sliceBars(bars, 0, 0), regime).codes).toHaveLength(0)
  expect(labelBars(sliceBars(bars, 0, 1), regime).codes).toEqual(Int8Array.of(-1))
})

it('names the label of a bar', () => {
  const labels = { labels: ['a', 'b'], codes: Int8Array.of(-1, 1, 0) }
  expect([0, 1, 2, 3, -1, -3, -4].map(index => labelAt(labels, index))).toEqual([undefined, 'b', 'a', undefined, 'a', undefined, undefined])
})

it('refuses codes that are no labels', () => {
  expect(() => checkCodes({ labels: ['a'], codes: Int8Array.of(0, 1) })).toThrow('bar 1 has code 1')
  expect(() => checkCodes({ labels: ['a'], codes: Int8Array.of(-2) })).toThrow('bar 0 has code -2')
  expect(() => checkCodes({ labels: ['a'], codes: Int8Array.of(-1, 0) })).not.toThrow()
})
