import { expect, it } from 'vitest'
import { loadStrategy, modulesOf } from '../../../src/edge/jobs/strategy-reference.ts'
import { EveryOther } from './failing-strategies.ts'

const module = new URL('./failing-strategies.ts', import.meta.url).href

it('finds classes of the catalog and of modules', async () => {
  expect((await loadStrategy({ id: 'breakout' })).id).toBe('breakout')
  // Those that only presets need, too.
  expect((await loadStrategy({ id: 'donchian_channel' })).id).toBe('donchian_channel')
  expect((await loadStrategy({ module, name: 'EveryOther' })).id).toBe(EveryOther.id)
})

it('says what is missing', async () => {
  await expect(loadStrategy({ id: 'brakout' })).rejects.toThrow('did you mean "breakout"?')
  await expect(loadStrategy({ module, name: 'EveryOthr' })).rejects.toThrow('exports no strategy "EveryOthr"; did you mean "EveryOther"?')
  await expect(loadStrategy({ module, name: 'notAStrategy' })).rejects.toThrow(
    'Strategies there: Beside, Broken, Endless, EveryOther, Fatal, Sometimes, Wild',
  )
  await expect(loadStrategy({ module })).rejects.toThrow('exports no strategy "default"')
  await expect(loadStrategy({ module: new URL('./nowhere.ts', import.meta.url).href })).rejects.toThrow('give the URL of a module')
})

it('knows which modules of a user a strategy runs', () => {
  expect(modulesOf({ id: 'breakout' })).toEqual([])
  expect(modulesOf({ module, name: 'EveryOther' })).toEqual([module])
})
