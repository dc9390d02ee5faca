import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { WeightedPair } from '../../../src/strategies/library/weighted-pair.ts'

const bars = syntheticBars({ seed: 4, length: 400, kind: 'jumps' })

it.each([0, 0.3, 0.5, 0.7, 1])('weighs the two with %s', weight => {
  const targets = new WeightedPair({ weight }).follow(bars)
  const [trend, reversion] = [new MaCrossover().follow(bars), new RsiReversion().follow(bars)]
  for (let i = 49; i < 400; i++) {
    const average = weight * trend[i] + (1 - weight) * reversion[i]
    expect(targets[i]).toBe(average > 0.3 ? 1 : average < -0.3 ? -1 : 0)
  }
})
