import { expect, it } from 'vitest'
import { settingsSchema } from '../../src/research/pipeline-settings.ts'
import { settingNames } from '../../src/research/settings-grid.ts'

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

it('has every setting that a backtest has, and no other', () => {
  const { shape } = settingsSchema
  const names = Object.entries(shape).flatMap(([part, type]) => {
    const inner = type.def.innerType
    return inner.type === 'object' ? Object.keys(inner.shape).map(name => `${part}.${name}`) : [part]
  })
  // Those of the second rank stand beside the kind of size that they belong to.
  const beside = ['sizing.period', 'sizing.trades', 'sizing.minimum']
  expect([...names].sort()).toEqual([...settingNames.map(snake), ...beside].sort())
})
