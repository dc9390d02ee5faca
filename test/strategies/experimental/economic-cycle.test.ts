import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOfCycle, economicCycle } from '../../../src/strategies/experimental/economic-cycle.ts'

const day = (text: string) => Date.parse(text)

describe('agrees with Peak_Trade', () => {
  // peak-trade-research.md, A.4 "Armstrong info (3141 d, window 90, ref 2015-10-01)"
  it.each([
    ['2015-10-01', 0, 0, true, '2024-05-07'],
    ['2020-01-18', 1570, 0.49984081502706146, false, '2024-05-07'],
    ['2024-01-01', 3014, 0.9595670168736071, false, '2024-05-07'],
    ['2024-05-08', 3142, 0.0003183699458771092, true, '2032-12-12'],
    ['2030-01-01', 5206, 0.6574339382362305, false, '2032-12-12'],
  ])('on %s', (date, days, phase, near, next) => {
    const cycle = economicCycle(day(date))
    expect(cycle).toMatchObject({ daysSinceReference: days, nearTurningPoint: near, nextTurningPoint: day(next) })
    expect(cycle.phase).toBeCloseTo(phase, 15)
  })

  // A.4 "ECM phase (ref 2020-01-18)"
  it.each([
    ['2020-01-18', 0],
    ['2022-03-12', 0.24960203756765362],
    ['2024-01-01', 0.45972620184654567],
  ])('from 2020-01-18 on %s', (date, phase) => {
    expect(economicCycle(day(date), { reference: Date.UTC(2020, 0, 18) }).phase).toBeCloseTo(phase, 15)
  })

  // 7.15: the same days, with the names the right way round.
  it.each([
    ['2023-11-01', 'none'],
    ['2024-02-07', 'none'],
    ['2024-02-08', 'before'],
    ['2024-04-06', 'before'],
    ['2024-04-07', 'event'],
    ['2024-05-07', 'event'],
    ['2024-06-06', 'event'],
    ['2024-06-07', 'after'],
    ['2024-08-04', 'after'],
    ['2024-08-05', 'none'],
  ])('%s is %s', (date, event) => {
    expect(economicCycle(day(date)).event).toBe(event)
  })
})

it('the hour of the day does not matter, and days before the reference count backward', () => {
  expect(economicCycle(day('2020-01-18T23:59:59Z')).daysSinceReference).toBe(1570)
  expect(economicCycle(day('2015-09-30T12:00:00Z'))).toMatchObject({ daysSinceReference: -1, nextTurningPoint: day('2015-10-01') })
  expect(dayOfCycle(day('2015-09-30'), { reference: day('2015-10-01'), cycleDays: 3141 })).toBe(3140)
})

it('repeats after a cycle', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), days => {
      const now = economicCycle(days * 86_400_000)
      const later = economicCycle((days + 3141) * 86_400_000)
      expect(later.phase).toBe(now.phase)
      expect(later.event).toBe(now.event)
      expect(now.nextTurningPoint).toBeGreaterThan(days * 86_400_000)
    }),
  )
})

it('refuses half days and negative windows', () => {
  expect(() => economicCycle(0, { cycleDays: 0.5 })).toThrow('a cycle of 0.5 days')
  expect(() => economicCycle(0, { eventDays: -1 })).toThrow('a window of -1')
})
