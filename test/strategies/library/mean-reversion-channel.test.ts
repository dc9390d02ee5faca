import { describe, expect, it } from 'vitest'
import { bollinger } from '../../../src/indicators/bollinger.ts'
import { MeanReversionChannel } from '../../../src/strategies/library/mean-reversion-channel.ts'
import { changes, d1 } from '../../golden/d1.ts'

const sample = Math.sqrt(20 / 19)

describe('on D1', () => {
  it.each([
    // peak-trade-research.md, A.2 "mean_reversion_channel" and "… num_std 1.5"; its deviation is that of a sample.
    [
      2,
      [0, 26, 48, 53, 75, 80, 106, 111, 133, 137, 160, 165, 191, 196, 217, 222, 248, 253, 275, 280, 302, 306, 333, 338, 360, 365, 386, 391],
    ],
    [
      1.5,
      [0, 26, 48, 52, 75, 79, 106, 110, 133, 137, 160, 164, 191, 195, 217, 221, 248, 252, 275, 280, 302, 306, 333, 334, 360, 364, 386, 391],
    ],
  ])('agrees with Peak_Trade at a width of %s', (width, bars) => {
    const states = [0, 1, 0, -1]
    const reference = bars.map((bar, k) => [bar, states[k % 4]])
    expect(changes(new MeanReversionChannel({ width: width * sample }).follow(d1()))).toEqual(reference)
  })

  it('leaves after the longest holding time', () => {
    const bars = d1()
    const { upper, lower } = bollinger(bars, { period: 20 })
    const targets = new MeanReversionChannel({ maxBars: 3 }).follow(bars)
    let since = 0
    for (let i = 20; i < bars.length; i++) {
      const fresh = (column: Float64Array) => bars.close[i - 1] > column[i - 1] !== bars.close[i] > column[i]
      since = fresh(upper) || fresh(lower) ? 0 : since + 1
      if (since >= 3) expect(targets[i]).toBe(0)
    }
    expect(new Set(targets.slice(20))).toEqual(new Set([0, 1, -1]))
  })

  it('leaves as soon as the close is back inside, if told so', () => {
    const quick = changes(new MeanReversionChannel({ exitAtMean: false }).follow(d1()))
    const patient = changes(new MeanReversionChannel().follow(d1()))
    expect(quick[2][0]).toBeLessThan(patient[2][0])
  })
})
