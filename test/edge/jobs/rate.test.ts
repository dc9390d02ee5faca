import { expect, it } from 'vitest'
import { Rate } from '../../../src/edge/jobs/rate.ts'

it('counts what was done since the start', () => {
  const rate = new Rate(100, { done: 40, at: 1000 })
  expect(rate.update({ done: 50, at: 3000 })).toEqual({ done: 50, total: 100, ratePerSecond: 5, etaMs: 10_000 })
  expect(rate.update({ done: 100, at: 5000 })).toEqual({ done: 100, total: 100, ratePerSecond: 15, etaMs: 0 })
})

it('forgets what is longer ago than ten seconds', () => {
  const rate = new Rate(1000, { done: 0, at: 0 })
  for (let s = 1; s <= 20; s++) rate.update({ done: s, at: s * 1000 })
  // From now on ten times as fast.
  for (let s = 21; s <= 40; s++) rate.update({ done: 20 + (s - 20) * 10, at: s * 1000 })
  expect(rate.update({ done: 230, at: 41_000 })).toEqual({ done: 230, total: 1000, ratePerSecond: 10, etaMs: 77_000 })
})

it('does not know before anything is done', () => {
  expect(new Rate(10, { done: 3, at: 5 }).update({ done: 3, at: 9 })).toEqual({
    done: 3,
    total: 10,
    ratePerSecond: Number.NaN,
    etaMs: Number.NaN,
  })
  expect(new Rate(10, { done: 10, at: 5 }).update({ done: 10, at: 5 }).etaMs).toBe(0)
})
