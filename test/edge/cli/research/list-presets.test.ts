import { expect, it } from 'vitest'
import { listPresets } from '../../../../src/edge/cli/research/list-presets.ts'
import { sweepPresets } from '../../../../src/research/presets/sweep-presets.ts'

it('lists all presets with what they would run', () => {
  const { text, data } = listPresets()
  const { presets } = data as { presets: { id: string; combinations: number }[] }
  expect(presets.map(({ id }) => id)).toEqual(sweepPresets.map(({ id }) => id))
  expect(presets.find(({ id }) => id === 'ma_crossover_basic')?.combinations).toBe(9)
  expect(text).toMatch(/^ma_crossover_basic +ma_crossover +9 /m)
})
