import { expect, it } from 'vitest'
import { regimeChanges } from '../../src/regimes/regime-changes.ts'

it('lists changes, passing over what is not known', () => {
  const labels = { labels: ['a', 'b', 'c'], codes: Int8Array.of(-1, 0, 0, -1, 0, 2, -1, 1, 1) }
  expect(regimeChanges(labels)).toEqual([
    { index: 5, from: 'a', to: 'c' },
    { index: 7, from: 'c', to: 'b' },
  ])
  expect(regimeChanges({ labels: ['a'], codes: new Int8Array(0) })).toEqual([])
  expect(regimeChanges({ labels: ['a'], codes: Int8Array.of(-1, -1) })).toEqual([])
  expect(() => regimeChanges({ labels: ['a'], codes: Int8Array.of(3) })).toThrow('code 3')
})
