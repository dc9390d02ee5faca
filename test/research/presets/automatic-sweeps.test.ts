import { expect, it } from 'vitest'
import { automaticSweeps } from '../../../src/research/presets/automatic-sweeps.ts'

const find = (id: string) => automaticSweeps.find(preset => preset.id === id)

it('has three sizes of everything', () => {
  const families = (size: string) => automaticSweeps.flatMap(({ id }) => (id.endsWith(`_auto_${size}`) ? [id.slice(0, -size.length)] : []))
  expect(families('coarse')).toHaveLength(14)
  expect(families('medium')).toEqual(families('coarse'))
  expect(families('fine')).toEqual(families('coarse'))
  for (const { id, tags } of automaticSweeps) expect(tags.slice(0, 2)).toEqual(['auto', id.split('_').at(-1)])
})

it('ranges include both ends and do not drift', () => {
  expect(find('momentum_auto_medium')?.grid).toEqual({ lookback: [5, 10, 15, 20, 30, 50], entry: [0, 0.005, 0.01, 0.015, 0.02] })
  expect(find('macd_auto_fine')?.grid).toEqual({
    fast: [5, 7, 9, 11, 13, 15, 17, 19],
    slow: [16, 19, 22, 25, 28, 31, 34, 37, 40],
    signal: [5, 7, 9, 11, 13, 15],
  })
})
