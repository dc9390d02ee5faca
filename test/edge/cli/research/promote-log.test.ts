import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadStrategies } from '../../../../src/edge/cli/load-strategies.ts'
import { moduleOf, RunLog, type RunLogOptions } from '../../../../src/edge/cli/research/promote-log.ts'
import { openRunStore } from '../../../../src/edge/sqlite/run-store.ts'
import { backtest } from '../../../../src/engine/backtest.ts'
import { resolveSettings } from '../../../../src/engine/settings.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'
import type { AnyStrategyClass } from '../../../../src/strategies/strategy.ts'

const made = { seed: 1, length: 200 }
const bars = syntheticBars(made)
const settings = resolveSettings()
const sets = (...fast: number[]) => fast.map(one => ({ fast: one }))
const temporary = () => mkdtempSync(join(tmpdir(), 'peak-trade-'))
const open = (home: string, more: Partial<RunLogOptions> = {}) =>
  new RunLog({ home, save: true, tags: ['spring'], strategy: MaCrossover, bars, location: { kind: 'synthetic', options: made }, ...more })
const whole = {
  type: 'experiment',
  name: 'all of it',
  durationMs: 5,
  options: {},
  seed: 1,
  trials: 0,
  metrics: { go: 0 },
  parts: [],
} as const

it('counts sets across calls, with the settings they were traded with, and once each', () => {
  const home = temporary()
  const first = open(home)
  expect(first.countTrials([{ sets: sets(5, 10, 5), settings }])).toBe(2)
  first.close()
  const second = open(home)
  expect(second.countTrials([{ sets: sets(5, 20), settings }])).toBe(3)
  const dear = resolveSettings({ costs: { feeBps: 10 } })
  expect(
    second.countTrials([
      { sets: sets(5), settings },
      { sets: sets(5), settings: dear },
    ]),
  ).toBe(4)
  second.close()
})

it('without saving counts what others have tried and leaves nothing', () => {
  const home = temporary()
  const nothing = join(home, 'never')
  const first = open(nothing, { save: false })
  expect(first.countTrials([{ sets: sets(5, 10), settings }])).toBe(2)
  first.finish(whole)
  first.close()
  expect(existsSync(nothing)).toBe(false)

  const saved = open(home)
  saved.countTrials([{ sets: sets(5, 10, 20), settings }])
  saved.close()
  const asked = open(home, { save: false })
  expect(asked.countTrials([{ sets: sets(5), settings }])).toBe(3)
  asked.close()
})

it('writes all parts below one run, and none before the end', () => {
  const home = temporary()
  const log = open(home)
  log.note({ type: 'backtest', strategy: MaCrossover, bars, options: {}, result: backtest(MaCrossover, bars) }, 3)
  log.noteWhole({ ...whole, type: 'promotion', name: 'the verdict' })
  const store = openRunStore(home)
  expect(store.count()).toBe(0)
  log.finish(whole)
  log.close()
  expect(store.get(log.id)).toMatchObject({ type: 'experiment', status: 'ok', parent: null, tags: ['spring'], metrics: { go: 0 } })
  const parts = store.list({ parent: log.id }).records
  expect(parts.map(({ type }) => type).sort()).toEqual(['backtest', 'promotion'])
  expect(parts.every(({ location }) => location?.kind === 'synthetic')).toBe(true)
  store.close()
})

it('notes what failed', () => {
  const home = temporary()
  const log = open(home)
  log.finish({ ...whole, error: new Error('no windows') })
  log.close()
  const store = openRunStore(home)
  expect(store.get(log.id)).toMatchObject({ status: 'failed', error: 'no windows', result: '' })
  store.close()
})

it('finds where a strategy of the user comes from', async () => {
  const file = join(temporary(), 'rule.mjs')
  writeFileSync(
    file,
    "import { Strategy } from 'peak-trade'\nexport class Mine extends Strategy { static id = 'mine'; decide() { return 1 } }\n",
  )
  const [strategy] = (await loadStrategies(file)) as readonly AnyStrategyClass[]
  expect(await moduleOf(`${file}#mine`, strategy)).toEqual({ url: expect.stringContaining('rule.mjs'), name: 'Mine' })
  expect(await moduleOf('ma_crossover', MaCrossover)).toBeUndefined()
})
