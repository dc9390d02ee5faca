import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { episodes, replayEpisode } from '../../../src/research/stress/replay-episode.ts'
import { indexAt } from '../../../src/research/windows.ts'

const history = syntheticBars({ seed: 1, length: 800, timeframe: '1d', start: Date.UTC(2019, 0, 1), volatility: 2 })
const bars = syntheticBars({ seed: 2, length: 300, timeframe: '1d', price: 7 })
const scenario = replayEpisode({ history, episode: 'covid_2020' })
const start = indexAt(history, Date.UTC(2020, 1, 20))
const replay = (severity: number, index = 100) =>
  scenario.bars?.(bars, { severity, index, window: scenario.window, random: seededRandom(1) }) ?? bars

describe('replayEpisode', () => {
  it('lets every bar of the episode happen again at severity 1', () => {
    expect(scenario).toMatchObject({ id: 'replay_covid_2020', title: 'Replay: Covid-19', window: 33 })
    const again = replay(1)
    for (let k = 0; k < 33; k++)
      for (const field of ['open', 'high', 'low', 'close'] as const)
        expect(again[field][100 + k] / again.close[99]).toBeCloseTo(history[field][start + k] / history.close[start - 1], 9)
    expect(again.close[299] / again.close[132]).toBeCloseTo(bars.close[299] / bars.close[132], 9)
  })

  it('mixes with what happens anyway below 1, and exaggerates above', () => {
    const then = Math.log(history.close[start + 32] / history.close[start - 1])
    const own = Math.log(bars.close[132] / bars.close[99])
    expect(Math.log(replay(0.25).close[132] / bars.close[99])).toBeCloseTo(0.75 * own + 0.25 * then, 9)
    expect(Math.log(replay(2).close[132] / bars.close[99])).toBeCloseTo(2 * then, 9)
  })

  it('is cut by the end of the history', () => {
    expect(replay(1, 290).close[299] / bars.close[289]).toBeCloseTo(history.close[start + 9] / history.close[start - 1], 9)
  })

  it('replaces returns the same way', () => {
    const returns = new Float64Array(40).fill(0.01)
    const again = scenario.returns?.(returns, { severity: 1, index: 5, window: 33, random: seededRandom(1) }) ?? returns
    expect(again[4]).toBe(0.01)
    for (let k = 0; k < 33; k++) expect(again[5 + k]).toBeCloseTo(history.close[start + k] / history.close[start + k - 1] - 1, 12)
    expect(again[38]).toBe(0.01)
  })

  it('takes an episode of your own', () => {
    const own = replayEpisode({ history, episode: { id: 'mine', title: 'Mine', from: history.time[10], to: history.time[15] } })
    expect(own).toMatchObject({ id: 'replay_mine', window: 5 })
  })

  it.each([
    [() => replayEpisode({ history, episode: 'covid_2021' }), 'there is no episode "covid_2021"; did you mean "covid_2020"?'],
    [
      () => replayEpisode({ history, episode: 'ftx_2022' }),
      'SYNTH has 0 bars of ftx_2022 (2022-11-06 to 2022-11-23); load a history that covers it',
    ],
    [
      () => scenario.bars?.(syntheticBars({ seed: 1, length: 50 }), { severity: 1, index: 5, window: 33, random: seededRandom(1) }),
      'bring them together with resampleBars',
    ],
  ])('refuses what it cannot replay (%#)', (run, message) => {
    expect(run).toThrow(message)
  })
})

it('episodes have names, and end after they begin', () => {
  expect(new Set(episodes.map(({ id }) => id)).size).toBe(episodes.length)
  for (const { from, to, title } of episodes) {
    expect(to).toBeGreaterThan(from)
    expect(title).not.toBe('')
  }
})
