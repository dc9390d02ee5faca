import { describe, expect, it } from 'vitest'
import { backoffMs, retry } from '../../../src/edge/ccxt/retry.ts'

const failing = (times: number) => {
  let calls = 0
  return async () => {
    calls++
    if (calls <= times) throw new Error(`failed ${calls}`)
    return calls
  }
}

function worldOf(random = 1 - Number.EPSILON) {
  const slept: number[] = []
  return { slept, world: { random: () => random, sleep: async (ms: number) => void slept.push(ms) } }
}

describe('retry', () => {
  it('waits up to twice as long each time, never longer than the longest', async () => {
    const { slept, world } = worldOf()
    expect(await retry(failing(5), () => true, { options: { tries: 6, baseMs: 100, longestMs: 1000 }, world })).toBe(6)
    expect(slept).toEqual([99, 199, 399, 799, 999])
    expect(backoffMs(3, { baseMs: 100 }, () => 0)).toBe(0)
    expect(backoffMs(2, { baseMs: 100 }, () => 0.5)).toBe(100)
  })

  it('gives up after so many tries, with the last error', async () => {
    const { slept, world } = worldOf()
    await expect(retry(failing(9), () => true, { options: { tries: 3 }, world })).rejects.toThrow('failed 3')
    expect(slept).toHaveLength(2)
  })

  it('does not try again what is not worth it, or what was ended', async () => {
    const { slept, world } = worldOf()
    await expect(retry(failing(9), () => false, { world })).rejects.toThrow('failed 1')
    await expect(retry(failing(9), () => true, { world: { ...world, signal: AbortSignal.abort() } })).rejects.toThrow('failed 1')
    expect(slept).toEqual([])
  })
})
