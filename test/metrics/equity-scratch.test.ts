import { describe, expect, it } from 'vitest'
import { createEquityScratch, reserveScratch, Slot } from '../../src/metrics/equity-scratch.ts'

describe('equity scratch', () => {
  it('has a slot for every sum, none shared', () => {
    const slots = Object.values(Slot)
    expect(new Set(slots).size).toBe(slots.length)
    expect(Math.max(...slots)).toBeLessThan(createEquityScratch(0).state.length)
  })

  it('grows when a longer curve comes, and only then', () => {
    const scratch = createEquityScratch(10)
    const { collected } = scratch
    reserveScratch(scratch, 10)
    expect(scratch.collected).toBe(collected)
    reserveScratch(scratch, 11)
    expect(scratch.collected.length).toBeGreaterThan(11)
    expect(scratch.low.length).toBe(scratch.collected.length)
  })
})
