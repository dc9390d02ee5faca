import { describe, expect, it } from 'vitest'
import { eachBar } from '../../src/execution/each-bar.ts'
import { barsOf } from '../engine/bars-of.ts'

describe('eachBar', () => {
  it('gives every bar from a first one', () => {
    const bars = barsOf([1, 2, 1, 2], [2, 3, 2, 3], [3, 4, 3, 4])
    expect([...eachBar(bars)].map(({ open }) => open)).toEqual([1, 2, 3])
    expect([...eachBar(bars, 2)].map(({ close }) => close)).toEqual([4])
    expect([...eachBar(bars, 9)]).toEqual([])
    expect([...eachBar(barsOf())]).toEqual([])
  })
})
