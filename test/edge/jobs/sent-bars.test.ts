import { expect, it } from 'vitest'
import { receivedBars, sentBars } from '../../../src/edge/jobs/sent-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { withOthers } from '../../../src/market/with-others.ts'

const bars = syntheticBars({ seed: 1, length: 50 })

it('takes bars apart, small and large, and puts them together again', () => {
  const others = ['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 40, symbol }))
  for (const whole of [bars, withOthers(bars, others)]) {
    const { market, data } = sentBars(whole)
    expect(receivedBars(JSON.parse(JSON.stringify(market)), data)).toEqual(whole)
    expect(Object.keys(data)).toHaveLength(6 * (1 + (whole.others?.length ?? 0)))
    // Nothing is copied.
    expect(data.close).toBe(whole.close)
  }
})
