import { ConfigError, DataError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { Bars } from '../../market/bars.ts'
import { formatTime } from '../../market/format-time.ts'
import { indexAt } from '../windows.ts'
import { type BarMove, bendMoves, readMove } from './bend-moves.ts'
import { type StressScenario, windowFrom } from './scenario.ts'

/**
 * A stretch of history with a name.
 *
 * @example
 * ```ts
 * import type { Episode } from 'peak-trade'
 *
 * const mine: Episode = { id: 'my_worst_week', title: 'My worst week', from: Date.UTC(2023, 2, 6), to: Date.UTC(2023, 2, 13) }
 * ```
 */
export interface Episode {
  /** Name in snake_case. */
  readonly id: string
  readonly title: string
  /** Opening times of bars from the first (included) to the second (excluded), milliseconds since the Unix epoch, UTC. */
  readonly from: number
  readonly to: number
}

const episode = (id: string, title: string, from: string, to: string): Episode => ({
  id,
  title,
  from: Date.parse(from),
  to: Date.parse(to),
})

/**
 * Bad times that are remembered; days in UTC, the last one excluded.
 *
 * @example
 * ```ts
 * import { episodes } from 'peak-trade'
 *
 * episodes.map(({ id }) => id).includes('covid_2020') // true
 * ```
 */
export const episodes: readonly Episode[] = [
  episode('black_monday_1987', 'Black Monday', '1987-10-14', '1987-10-27'),
  episode('lehman_2008', 'After Lehman Brothers', '2008-09-15', '2008-11-21'),
  episode('flash_crash_2010', 'Flash crash', '2010-05-05', '2010-05-08'),
  episode('yuan_2015', 'Devaluation of the yuan', '2015-08-18', '2015-08-27'),
  episode('volmageddon_2018', 'End of the short-volatility funds', '2018-02-02', '2018-02-10'),
  episode('covid_2020', 'Covid-19', '2020-02-20', '2020-03-24'),
  episode('china_ban_2021', 'Chinese ban on mining', '2021-05-12', '2021-05-25'),
  episode('luna_2022', 'Collapse of Terra', '2022-05-05', '2022-05-14'),
  episode('ftx_2022', 'Collapse of FTX', '2022-11-06', '2022-11-23'),
]

/**
 * What to replay.
 *
 * @example
 * ```ts
 * import { type ReplayOptions, syntheticBars } from 'peak-trade'
 *
 * const history = syntheticBars({ seed: 1, length: 600, timeframe: '1d', start: Date.UTC(2019, 0, 1) })
 * const options: ReplayOptions = { history, episode: 'covid_2020' }
 * ```
 */
export interface ReplayOptions {
  /** Bars that were there at the time. */
  readonly history: Bars
  /** A name among {@link episodes}, or a stretch of your own. */
  readonly episode: string | Episode
}

/**
 * A scenario that lets a stretch of history happen again. At severity 1 the bars from the place on move exactly as they did then; at severity s
 * each logarithmic move is `max(0, 1 - s)` times its own plus s times the one of then, so 2 is twice as bad. Prices behind it move along.
 *
 * @throws {@link ConfigError} `stress/episode` for an unknown name; {@link DataError} `stress/episode` when the history has fewer than two bars
 * of it. The scenario itself throws `stress/timeframe` on bars of another length.
 *
 * @example
 * ```ts
 * import { MaCrossover, replayEpisode, stressTest, syntheticBars } from 'peak-trade'
 *
 * const history = syntheticBars({ seed: 1, length: 800, timeframe: '1d', start: Date.UTC(2019, 0, 1) })
 * const bars = syntheticBars({ seed: 2, length: 800, timeframe: '1d' })
 * const again = replayEpisode({ history, episode: 'covid_2020' })
 * stressTest(MaCrossover, bars, { scenarios: [again], severities: [1], seed: 1 }).rows[0].scenario // 'replay_covid_2020'
 * ```
 */
export function replayEpisode({ history, episode: named }: ReplayOptions): StressScenario {
  const { id, title, from, to } = typeof named === 'string' ? findEpisode(named) : named
  const start = indexAt(history, from)
  const window = indexAt(history, to) - start
  if (window < 2)
    throw new DataError(
      'stress/episode',
      `${history.symbol} has ${Math.max(0, window)} bars of ${id} (${formatTime(from)} to ${formatTime(to)}); load a history that covers it`,
      { symbol: history.symbol, episode: id },
    )
  const moves = Array.from({ length: window }, (_, k) => readMove(history, start + k, { gap: 0, high: 0, low: 0, close: 0 }))
  const { timeframe } = history
  return {
    id: `replay_${id}`,
    title: `Replay: ${title}`,
    about: `${history.symbol} from ${formatTime(from)} to ${formatTime(to)} again; exactly at severity 1`,
    placed: true,
    window,
    maxSeverity: 20,
    bars(bars, shock) {
      if (bars.timeframe !== timeframe)
        throw new ConfigError(
          'stress/timeframe',
          `${id} is known in bars of ${timeframe}, ${bars.symbol} has bars of ${bars.timeframe}; bring them together with resampleBars`,
          { timeframe: bars.timeframe },
        )
      const range = windowFrom({ index: shock.index, window: Math.min(window, shock.window) }, bars.length)
      const { severity } = shock
      const own = Math.max(0, 1 - severity)
      return bendMoves(bars, range, (move, i) => {
        const then = moves[i - shock.index]
        for (const part of PARTS) move[part] = own * move[part] + severity * then[part]
      })
    },
    returns(returns, shock) {
      const stressed = returns.slice()
      const [first, end] = windowFrom({ index: shock.index, window: Math.min(window, shock.window) }, stressed.length)
      const own = Math.max(0, 1 - shock.severity)
      for (let i = first; i < end; i++) {
        const then = moves[i - shock.index]
        stressed[i] = (1 + stressed[i]) ** own * Math.exp(shock.severity * (then.gap + then.close)) - 1
      }
      return stressed
    },
  }
}

const PARTS: readonly (keyof BarMove)[] = ['gap', 'high', 'low', 'close']

function findEpisode(id: string): Episode {
  const found = episodes.find(known => known.id === id)
  if (found !== undefined) return found
  const known = episodes.map(({ id: name }) => name)
  throw new ConfigError(
    'stress/episode',
    `there is no episode "${id}"${didYouMean(id, known)} Known: ${known.join(', ')}, or one of your own`,
    {
      episode: id,
    },
  )
}
