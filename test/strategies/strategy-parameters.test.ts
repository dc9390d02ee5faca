import { expect, it } from 'vitest'
import * as z from 'zod'
import { catalog } from '../../src/strategies/catalog.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { VolRegimeFilter } from '../../src/strategies/library/vol-regime-filter.ts'
import { createStrategy } from '../../src/strategies/strategy.ts'
import { strategyParameters } from '../../src/strategies/strategy-parameters.ts'

const of = (shape: z.core.$ZodShape) => strategyParameters({ params: z.object(shape) })

it('tells default, bounds and meaning, and leaves out bounds that are none', () => {
  const [period, lower] = strategyParameters(RsiReversion)
  expect(period).toEqual({ name: 'period', type: 'whole', default: 14, minimum: 2, description: 'bars of the RSI' })
  expect(lower).toEqual({ name: 'lower', type: 'decimal', default: 30, minimum: 0, maximum: 100, description: 'long below this RSI' })
  const method = strategyParameters(VolRegimeFilter).find(({ name }) => name === 'method')
  expect(method).toMatchObject({ type: 'choice', choices: ['atr', 'std'], default: 'atr' })
})

it('reads the schemas of users too', () => {
  expect(of({ a: z.number().positive().lt(3).default(1).describe('ä') })).toEqual([
    { name: 'a', type: 'decimal', default: 1, minimum: 0, maximum: 3, description: 'ä' },
  ])
  expect(of({ on: z.boolean().default(true), when: z.date().default(new Date(0)) }).map(({ type }) => type)).toEqual(['flag', 'other'])
  expect(of({})).toEqual([])
})

it.each(catalog.list({ includeResearch: true }).map(strategy => [strategy.id, strategy] as const))('describes %s', (_id, strategy) => {
  const parameters = strategyParameters(strategy)
  expect(Object.fromEntries(parameters.map(({ name, default: value }) => [name, value]))).toEqual(createStrategy(strategy, {}).params)
  expect(parameters.filter(({ description = '' }) => description === '')).toEqual([])
})
