import { expect, it } from 'vitest'
import { fileSweeps } from '../../../src/research/presets/file-sweeps.ts'

it('are called like their strategies and say what they rank by', () => {
  for (const { id, strategy, objective } of fileSweeps) expect([id, objective]).toEqual([strategy, 'sharpe'])
})

it('have the least trades of the files', () => {
  const least = Object.fromEntries(fileSweeps.flatMap(({ id, minTrades }) => (minTrades === undefined ? [] : [[id, minTrades]])))
  expect(least).toEqual({ bollinger_bands: 15, breakout: 15, macd: 10, momentum: 20 })
  expect(fileSweeps.find(({ id }) => id === 'my_strategy')?.grid?.lookback).toEqual([10, 15, 20, 25, 30])
})
