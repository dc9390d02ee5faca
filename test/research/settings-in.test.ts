import { expect, it } from 'vitest'
import { isSetting, settingsIn } from '../../src/research/settings-in.ts'

it('picks the settings of a backtest among options', () => {
  const picked = settingsIn({ capital: 1, exits: { stopLoss: 0.1 }, grid: {}, seed: 3 })
  expect(picked).toMatchObject({ capital: 1, exits: { stopLoss: 0.1 } })
  expect(Object.keys(picked)).not.toContain('grid')
  expect(['costs', 'sizing', 'settings', 'seed'].map(isSetting)).toEqual([true, true, false, false])
})
