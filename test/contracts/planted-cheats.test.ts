import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Column, emptyColumn } from '../../src/base/column.ts'
import { defineIndicator, type Indicator } from '../../src/indicators/indicator.ts'
import { checkIndicator } from '../../src/indicators/indicator-contract.ts'
import { predictLogistic, trainLogistic } from '../../src/learning/logistic-regression.ts'
import type { Bars, Field } from '../../src/market/bars.ts'
import { resampleBars } from '../../src/market/resample.ts'
import { mean, standardDeviation } from '../../src/metrics/moments.ts'
import { quantile } from '../../src/metrics/quantile.ts'
import { type AnyStrategyClass, type History, Strategy } from '../../src/strategies/strategy.ts'
import { checkStrategy } from '../../src/strategies/strategy-contract.ts'
import { spawn } from '../edge/cli/spawn.ts'

/** An indicator that sees whole columns, and all that comes later in them. */
function peek(id: string, input: Field, fill: (out: Float64Array, column: Column) => void) {
  return defineIndicator({
    id,
    inputs: [input],
    outputs: ['value'],
    params: {},
    warmup: () => 0,
    start: () => value => value,
    fill: (_params, [out], column) => fill(out, column),
  })
}

const centered = peek('centered', 'close', (out, close) => {
  for (let i = 0; i < out.length; i++) out[i] = mean(close.subarray(Math.max(0, i - 2), i + 3))
})
const normalized = peek('normalized', 'close', (out, close) => {
  const center = mean(close)
  const deviation = standardDeviation(close)
  for (let i = 0; i < out.length; i++) out[i] = (close[i] - center) / (deviation || 1)
})
const channel = peek('channel', 'high', (out, high) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(...high.subarray(Math.max(0, i - 9), i + 3))
})
const backfilled = peek('backfilled', 'close', (out, close) => {
  // One value a week, known at its end and given to all days of it.
  for (let i = 0; i < out.length; i++) out[i] = close[Math.min(out.length - 1, i - (i % 7) + 6)]
})
const zigzag = peek('zigzag', 'close', (out, close) => {
  for (let i = 0; i < out.length; i++) {
    const around = close.subarray(Math.max(0, i - 3), i + 4)
    out[i] = close[i] === Math.max(...around) ? 1 : close[i] === Math.min(...around) ? -1 : 0
  }
})
const ranked = peek('ranked', 'close', (out, close) => {
  const [low, high] = [quantile(close, 0.2), quantile(close, 0.8)]
  for (let i = 0; i < out.length; i++) out[i] = close[i] <= low ? 1 : close[i] >= high ? -1 : 0
})

/** A strategy with such an indicator as its feature `crystal`. */
function withIndicator(indicator: Indicator<Record<never, number>, Field, 'value'>, decide: (value: number, close: number) => number) {
  return class extends Strategy {
    static override readonly id = indicator.id
    readonly crystal = this.use(indicator)
    protected override decide() {
      return decide(this.crystal.value, this.close.value)
    }
  }
}

/** A strategy that makes its feature `crystal` from all bars there are, anew whenever there are more. */
function withHistory(id: string, crystal: (history: History, to: number) => Column, decide: (value: number, close: number) => number) {
  return class extends Strategy {
    static override readonly id = id
    readonly crystal = this.derive(() => 0, crystal)
    protected override decide() {
      return decide(this.crystal.value, this.close.value)
    }
  }
}

/** Keeps the columns that a run is given, and looks up in them what is to come. */
abstract class Captor extends Strategy {
  protected all: Pick<History, 'close' | 'low'> = { close: emptyColumn(0), low: emptyColumn(0) }
  override follow(history: History, to?: number) {
    this.all = history
    return super.follow(history, to)
  }
}

class Shifted extends Captor {
  static override readonly id = 'shifted'
  protected override decide() {
    return this.all.close[this.index + 1] > this.close.value ? 1 : 0
  }
}

class KnownStop extends Captor {
  static override readonly id = 'known_stop'
  protected override decide() {
    const isHit = this.all.low[this.index + 1] < 0.999 * this.close.value
    return isHit ? 0 : this.held === 1 || this.close.value > this.close.previous ? 1 : 0
  }
}

const labelLeak = withHistory(
  'label_leak',
  (history, to) => {
    const days = resampleBars(history as Bars, '1d', { partial: 'keep' })
    const closes = new Map(Array.from(days.time, (time, k) => [time, days.close[k]]))
    // A day's close, from its first hour on.
    return Float64Array.from(history.time.subarray(0, to), time => closes.get(time - (time % 86_400_000)) as number)
  },
  (value, close) => (value > close ? 1 : 0),
)

const fittedOnAll = withHistory(
  'fitted_on_all',
  ({ close }, to) => {
    const move = (i: number) => (i < 1 ? 0 : close[i] / close[i - 1] - 1)
    const features = Float64Array.from({ length: to }, (_, i) => move(i))
    if (to < 20) return features
    const labels = Uint8Array.from({ length: to - 1 }, (_, i) => Number(move(i + 1) > 0))
    const model = trainLogistic({ width: 1, features: features.subarray(0, to - 1), labels })
    return features.map(value => predictLogistic(model, [value]) - 0.5)
  },
  value => (value > 0 ? 1 : 0),
)

interface Cheat {
  readonly how: string
  readonly strategy: AnyStrategyClass
  /** How many bars ahead it looks at most; Infinity when it looks at everything. */
  readonly reach: number
  /** False when the peek is in `decide` itself and no feature shows it. */
  readonly shown?: boolean
}

const cheats: readonly Cheat[] = [
  { how: 'a negative shift, read from a captured column', strategy: Shifted, reach: 1, shown: false },
  { how: 'a centered moving average', strategy: withIndicator(centered, (value, close) => (value > close ? 1 : -1)), reach: 2 },
  { how: 'a z-score with mean and deviation of all', strategy: withIndicator(normalized, value => (value < 0 ? 1 : 0)), reach: Infinity },
  { how: 'a channel with later highs in it', strategy: withIndicator(channel, (value, close) => (close > 0.97 * value ? 0 : 1)), reach: 2 },
  { how: "a day's close on its first hour", strategy: labelLeak, reach: 23 },
  { how: 'a label filled backward', strategy: withIndicator(backfilled, (value, close) => (value > close ? 1 : 0)), reach: 6 },
  { how: 'peaks that later bars confirm', strategy: withIndicator(zigzag, value => (value < 0 ? 1 : value > 0 ? -1 : 0)), reach: 3 },
  { how: 'a model fitted on the whole history', strategy: fittedOnAll, reach: Infinity },
  { how: 'quantiles of the whole history', strategy: withIndicator(ranked, Math.sign), reach: Infinity },
  { how: 'an exit that knows the next low', strategy: KnownStop, reach: 1, shown: false },
]

const verdictOf =
  /bars from (\d+) on were changed, and (a feature|the target at bar (\d+)) before them changed too(?:: feature "(\w+)" at bar (\d+))?$/

describe('a strategy that peeks is caught, with the place', () => {
  it.each(cheats)('$how', ({ strategy, reach, shown = true }) => {
    const check = checkStrategy(strategy, { histories: 20, length: 120 })
    expect(check.ok).toBe(false)
    expect(check.parts).toMatchObject({ run: true, range: true, repeat: true, chop: false, grow: false, poison: false })
    const poisoned = check.refusals.filter(({ code }) => code === 'strategy/poison')
    for (const { message } of poisoned) {
      expect(message).toMatch(verdictOf)
      const [, cut, , target, feature, bar] = verdictOf.exec(message) as RegExpExecArray
      expect(feature).toBe(shown ? 'crystal' : undefined)
      for (const found of [target, bar].filter(place => place !== undefined)) {
        expect(Number(found)).toBeLessThan(Number(cut))
        expect(Number(found)).toBeGreaterThanOrEqual(Number(cut) - reach)
      }
    }
    // A feature gives it away on many histories, also where no target changes.
    if (shown) expect(poisoned.length).toBeGreaterThan(reach === Infinity ? 15 : 3)
  })

  it('also where the peek changes no decision', () => {
    const check = checkStrategy(
      withIndicator(centered, () => 1),
      { histories: 10 },
    )
    expect(check.parts).toMatchObject({ chop: true, grow: true, poison: false })
    expect(check.refusals[0].message).toMatch(/and a feature before them changed too: feature "crystal" at bar \d+$/)
  })
})

describe('an indicator that peeks is caught, with the place', () => {
  it.each([
    { id: 'centered', indicator: centered, reach: 2 },
    { id: 'normalized', indicator: normalized, reach: Number.POSITIVE_INFINITY },
    { id: 'channel', indicator: channel, reach: 2 },
    { id: 'backfilled', indicator: backfilled, reach: 6 },
    { id: 'zigzag', indicator: zigzag, reach: 3 },
    { id: 'ranked', indicator: ranked, reach: Number.POSITIVE_INFINITY },
  ])('$id', ({ id, indicator, reach }) => {
    const { ok, refusals } = checkIndicator(indicator, { histories: 40 })
    expect(ok).toBe(false)
    expect(refusals.map(({ code }) => code)).toEqual(expect.arrayContaining(['indicator/fill', 'indicator/chop', 'indicator/look-ahead']))
    const { message } = refusals.find(({ code }) => code === 'indicator/look-ahead') as { message: string }
    const [, name, bar, cut] = /^(\w+): bar (\d+) changes when the bars from (\d+) on become/.exec(message) as RegExpExecArray
    expect(name).toBe(id)
    expect(Number(cut) - Number(bar)).toBeGreaterThan(0)
    expect(Number(cut) - Number(bar)).toBeLessThanOrEqual(reach)
  })
})

describe('what is not the same twice is caught', () => {
  let calls = 0
  const remembered: number[] = []
  const sources: Readonly<Record<string, (bar: number, close: number) => number>> = {
    chance: () => (Math.random() < 0.5 ? 1 : 0),
    'the clock': () => Math.floor(performance.now() * 1e4) % 2,
    'a counter that all runs share': () => (calls++ % 3 === 0 ? 1 : 0),
    'what an earlier run saw later on': (bar, close) => {
      remembered[bar] = close
      return remembered[bar + 1] > close ? 1 : 0
    },
  }

  it.each(Object.entries(sources))('%s', (_name, source) => {
    class Fickle extends Strategy {
      static override readonly id = 'fickle'
      protected override decide() {
        return source(this.index, this.close.value)
      }
    }
    const check = checkStrategy(Fickle, { histories: 5, length: 100 })
    expect(check.parts.repeat).toBe(false)
    expect(check.refusals.find(({ code }) => code === 'strategy/repeat')?.message).toMatch(
      /a second run decides differently at bar \d+; is there a clock, a random number or shared state\?$/,
    )
  })
})

it('peak-trade strategy check catches them, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-cheats-'))
  writeFileSync(
    join(folder, 'cheats.ts'),
    `import { defineIndicator, quantile, Strategy } from 'peak-trade'
     const ranked = defineIndicator({
       id: 'ranked', inputs: ['close'], outputs: ['value'], params: {}, warmup: () => 0,
       start: () => (close: number) => close,
       fill: (_params, [out], close) => {
         const low = quantile(close, 0.2)
         for (let i = 0; i < out.length; i++) out[i] = close[i] <= low ? 1 : 0
       },
     })
     export class Shifted extends Strategy {
       static override readonly id = 'shifted'
       private all: ArrayLike<number> = []
       override follow(history: { readonly close: Float64Array }, to?: number) {
         this.all = history.close
         return super.follow(history as never, to)
       }
       protected override decide(): number { return this.all[this.index + 1] > this.close.value ? 1 : 0 }
     }
     export class Ranked extends Strategy {
       static override readonly id = 'ranked'
       readonly rank = this.use(ranked)
       protected override decide(): number { return this.rank.value }
     }`,
  )
  const { code, out, error } = spawn(folder, 'strategy', 'check', 'cheats.ts', '--histories', '8', '--json')
  expect([code, error]).toEqual([1, expect.not.stringContaining('Error')])
  const { checks } = JSON.parse(out) as { checks: { strategy: string; parts: object; refusals: { code: string; message: string }[] }[] }
  expect(checks.map(({ strategy, parts }) => [strategy, parts])).toMatchObject([
    ['ranked', { run: true, repeat: true, poison: false }],
    ['shifted', { run: true, repeat: true, poison: false }],
  ])
  const peeks = checks.map(({ refusals }) => refusals.find(({ code }) => code === 'strategy/poison')?.message)
  expect(peeks[0]).toMatch(/bars from \d+ on were changed.*feature "rank" at bar \d+$/)
  expect(peeks[1]).toMatch(/bars from \d+ on were changed, and the target at bar \d+ before them changed too$/)
})
