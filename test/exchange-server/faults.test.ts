import { describe, expect, it } from 'vitest'
import { FaultPlan } from './faults.ts'

const timeout = { kind: 'timeout', when: 'after' } as const
const html = { kind: 'html' } as const

describe('FaultPlan', () => {
  it('hits the calls it is told, counted from when the rule was made', () => {
    const plan = new FaultPlan(1)
    plan.next('AddOrder')
    const id = plan.add({ on: 'AddOrder', fault: timeout, calls: [2, 3] })
    expect([1, 2, 3, 4].map(() => plan.next('AddOrder'))).toEqual([[], [timeout], [timeout], []])
    expect(plan.next('Balance')).toEqual([])
    expect(plan.report()).toEqual([{ id, rule: { on: 'AddOrder', fault: timeout, calls: [2, 3] }, seen: 4, hits: 2 }])
    plan.clear(id)
    expect(plan.report()).toEqual([])
  })

  it('ends after so many hits, and combines rules', () => {
    const plan = new FaultPlan(1)
    plan.add({ on: '*', fault: html, times: 1 })
    plan.add({ on: 'AddOrder', fault: timeout })
    expect([plan.next('AddOrder'), plan.next('AddOrder'), plan.next('Balance'), plan.next('ws:ticker')]).toEqual([
      [html, timeout],
      [timeout],
      [],
      [],
    ])
  })

  it('draws the same calls for the same seed, whatever other rules there are', () => {
    const draw = (seed: number, others: number) => {
      const plan = new FaultPlan(seed)
      plan.add({ on: 'AddOrder', fault: timeout, probability: 0.3 })
      for (let i = 0; i < others; i++) plan.add({ on: 'AddOrder', fault: html, probability: 0.5 })
      return Array.from({ length: 400 }, () => plan.next('AddOrder').includes(timeout))
    }
    expect(draw(1, 0)).toEqual(draw(1, 3))
    expect(draw(1, 0)).not.toEqual(draw(2, 0))
    expect(draw(1, 0).filter(Boolean).length / 400).toBeCloseTo(0.3, 1)
  })

  it('refuses a probability that is none', () => {
    expect(() => new FaultPlan(1).add({ on: '*', fault: html, probability: 2 })).toThrow('not in [0, 1]')
  })

  it('shuffles without losing a row', () => {
    const rows = Array.from({ length: 20 }, (_, i) => i)
    const shuffled = new FaultPlan(1).shuffle(rows)
    expect(shuffled).not.toEqual(rows)
    expect(shuffled.sort((a, b) => a - b)).toEqual(rows)
  })
})
