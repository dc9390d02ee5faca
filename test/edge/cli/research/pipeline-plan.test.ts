import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { planPipeline } from '../../../../src/edge/cli/research/pipeline-plan.ts'
import { planSweep } from '../../../../src/research/sweep-plan.ts'
import { syntheticCsv } from '../synthetic-csv.ts'

let folder: string
const plan = async (text: string, data?: string) => {
  const path = join(folder, 'pipeline.toml')
  writeFileSync(path, text)
  return planPipeline(path, { data })
}
const combinations = async (text: string) => {
  const { strategy, sweep } = await plan(`data.file = "prices.csv"\n${text}`)
  const { grid, candidates, space, sample, settings, where } = sweep
  return planSweep(strategy, { grid, candidates, space, sample, settings, where } as never)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  writeFileSync(join(folder, 'prices.csv'), syntheticCsv())
  writeFileSync(join(folder, 'other.csv'), syntheticCsv())
})

describe('planPipeline', () => {
  it('sweeps what the file says, and fixed parameters stay as they are', async () => {
    const { length, params } = await combinations(`
      strategy = { id = "ma_crossover", params = { slow = 60 } }
      sweep.parameters.fast = { from = 5, to = 15, step = 5 }
    `)
    expect(length).toBe(3)
    expect(params).toMatchObject({
      names: ['slow', 'fast'],
      values: [
        [60, 60, 60],
        [5, 10, 15],
      ],
    })
  })

  it('takes a preset, and what the file says of it wins', async () => {
    expect((await combinations('sweep.preset = "ma_crossover_basic"')).length).toBe(9)
    expect((await combinations('sweep.preset = "ma_crossover_basic"\nsweep.parameters.slow = [50]')).length).toBe(3)
    expect((await combinations('sweep.preset = "ma_crossover_basic"\nstrategy.params = { slow = 70 }\nsweep.runs = 4')).length).toBe(4)
    const { sweep, minTrades } = await plan('data.file = "prices.csv"\nsweep = { preset = "ma_crossover_basic", top = 3, min_trades = 2 }')
    expect(sweep).toMatchObject({ top: 3 })
    expect(minTrades).toBe(2)
  })

  it('sweeps settings, those of a preset too', async () => {
    const { length, settings } = await combinations(`
      strategy.id = "ma_crossover"
      [sweep]
      parameters.fast = [5, 10]
      settings.exits.stop_loss = ["none", 0.05]
    `)
    expect(length).toBe(4)
    expect(settings.values[0]).toEqual([null, null, 0.05, 0.05])
    expect((await combinations('sweep.preset = "breakout_with_tp"')).length).toBe(44)
  })

  it('without a sweep there is one candidate', async () => {
    expect((await combinations('strategy.id = "ma_crossover"')).length).toBe(1)
    expect((await combinations('strategy = { id = "ma_crossover", params = { fast = 3 } }')).params.values).toEqual([[3]])
  })

  it('draws with the seed of the file', async () => {
    const drawn = (seed: number) =>
      combinations(`seed = ${seed}\nstrategy.id = "ma_crossover"\nsweep = { runs = 5, parameters = { fast = { from = 2, to = 40 } } }`)
    expect((await drawn(1)).params).toEqual((await drawn(1)).params)
    expect((await drawn(1)).params).not.toEqual((await drawn(2)).params)
  })

  it('takes a strategy from a module and prices from elsewhere', async () => {
    writeFileSync(
      join(folder, 'rule.mjs'),
      "import { Strategy } from 'peak-trade'\nimport * as z from 'zod'\nexport class Mine extends Strategy { static id = 'mine'; static params = z.object({ every: z.int().default(2) }); decide() { return 1 } }\n",
    )
    const { strategy, module, bars, location } = await plan(
      'data.symbol = "X"\nstrategy.module = "rule.mjs"\nsweep.parameters.every = [2, 3]',
      join(folder, 'other.csv'),
    )
    expect(strategy.id).toBe('mine')
    expect(module).toMatchObject({ name: 'Mine' })
    expect(bars.symbol).toBe('X')
    expect(location).toMatchObject({ kind: 'file', path: join(folder, 'other.csv') })
  })

  it('finds presets and policies of one’s own, in the folder that is named', async () => {
    const config = join(folder, 'own')
    mkdirSync(config)
    writeFileSync(
      join(config, 'mine.toml'),
      '[sweep]\nid = "mine"\nstrategy = "ma_crossover"\ndescription = "mine"\nparameters = { fast = [5, 10], slow = [50] }\n',
    )
    const path = join(folder, 'own.toml')
    writeFileSync(path, 'data.file = "prices.csv"\nsweep.preset = "mine"')
    const { sweep, strategy } = await planPipeline(path, { config })
    expect(sweep.grid).toEqual({ fast: [5, 10], slow: [50] })
    expect(strategy.id).toBe('ma_crossover')
    await expect(planPipeline(path)).rejects.toThrow('there is no sweep preset "mine"')
    writeFileSync(path, 'data.file = "prices.csv"\nsweep.preset = "mime"')
    await expect(planPipeline(path, { config })).rejects.toThrow('did you mean "mine"')
  })

  it('is about the sample bars without a file of prices, and says so', async () => {
    const { bars, sample, location } = await plan('data = { symbol = "ETH/EUR", timeframe = "4h" }\nstrategy.id = "ma_crossover"')
    expect([bars.symbol, bars.length, location.kind]).toEqual(['ETH/EUR', 6576, 'synthetic'])
    expect(sample).toBe('no --data: these are synthetic sample bars of ETH/EUR 4h, not real prices')
    expect((await plan('strategy.id = "ma_crossover"', join(folder, 'prices.csv'))).sample).toBeUndefined()
    await expect(plan('data.symbol = "AAPL"\nstrategy.id = "ma_crossover"')).rejects.toThrow('there are no sample bars of AAPL')
  })

  it('changes thresholds of the policy', async () => {
    const { policy } = await plan(
      'data.file = "prices.csv"\nstrategy.id = "ma_crossover"\npromotion = { policy = "aggressive", min_trades = 3 }',
    )
    expect(policy).toMatchObject({ name: 'aggressive-changed', minTrades: 3, minSharpe: 1 })
  })

  it.each([
    ['data.file = "prices.csv"', 'strategy.id is missing'],
    ['data.file = "prices.csv"\nstrategy.id = "ma_crosover"', 'did you mean "ma_crossover"'],
    ['data.file = "prices.csv"\nstrategy.id = "momentum"\nsweep.preset = "ma_crossover_basic"', 'sweep.preset is for ma_crossover'],
    ['data.file = "prices.csv"\nsweep.preset = "ma_crossover_basik"', 'did you mean "ma_crossover_basic"'],
    ['data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nsweep.runs = 5', 'sweep.runs needs parameters'],
    ['data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nsweep.parameters.fas = [5]', 'did you mean "fast"'],
    [
      'data.file = "prices.csv"\nstrategy.id = "ma_crossover"\nsweep = { objective = "sharp", parameters = { fast = [5] } }',
      'did you mean "sharpe"',
    ],
    ['data.file = "none.csv"\nstrategy.id = "ma_crossover"', 'none.csv does not exist'],
    ['data.file = "prices.csv"\nstrategy.id = "ma_crossover"\npromotion.policy = "bold"', 'there is no policy "bold"'],
  ])('refuses %j', async (text, message) => {
    await expect(plan(text)).rejects.toThrow(message)
  })
})
