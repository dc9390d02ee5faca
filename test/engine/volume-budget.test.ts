import { describe, expect, it } from 'vitest'
import { VolumeBudget } from '../../src/engine/volume-budget.ts'

describe('VolumeBudget', () => {
  it('without a participation lets everything through', () => {
    expect(new VolumeBudget(undefined, undefined).take(0, 0, 1e9)).toBe(1e9)
  })

  it('is shared by all fills of a bar, bought or sold', () => {
    const budget = new VolumeBudget(0.25, undefined)
    expect(budget.take(3, 40, -4)).toBe(-4)
    expect(budget.take(3, 40, 5)).toBe(5)
    expect(budget.take(3, 40, 5)).toBe(1)
    expect(Math.abs(budget.take(3, 40, -5))).toBe(0)
  })

  it('starts anew with the next bar', () => {
    const budget = new VolumeBudget(0.25, undefined)
    budget.take(3, 40, 10)
    expect(budget.take(4, 20, 10)).toBe(5)
  })

  it('cuts to whole lots, but lets go what fits', () => {
    const budget = new VolumeBudget(0.5, 2)
    expect(budget.take(0, 10, 3)).toBe(3)
    expect(Math.abs(budget.take(0, 10, -3))).toBe(2)
    const small = new VolumeBudget(0.5, 2)
    expect(small.take(0, 10, -9)).toBe(-4)
    expect(Math.abs(small.take(0, 10, -9))).toBe(0)
  })

  it('lets go all that is left, even when it is no whole lot', () => {
    const budget = new VolumeBudget(0.5, 2)
    expect(budget.take(0, 10, -5)).toBe(-5)
    expect(Math.abs(budget.take(0, 10, 1))).toBe(0)
    // 4.5 of the 5 fit as they are; 5.5 do not, and are cut.
    expect(budget.take(1, 10, 4.5)).toBe(4.5)
    expect(budget.take(2, 10, 5.5)).toBe(4)
  })

  it('never takes more than was asked for', () => {
    // 3 lots of 0.1 are a hair more than 0.3, and what is left a hair less than that.
    expect(new VolumeBudget(1, 0.1).take(0, 0.3 - 1e-16, 0.3)).toBe(0.3)
  })

  it.each([0, Number.NaN])('of a bar with a volume of %s is nothing', volume => {
    expect(Math.abs(new VolumeBudget(1, undefined).take(0, volume, 1))).toBe(0)
  })
})
