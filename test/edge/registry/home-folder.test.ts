import { resolve } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { homeFolder } from '../../../src/edge/registry/home-folder.ts'

const before = process.env.PEAK_TRADE_HOME
afterEach(() => {
  if (before === undefined) delete process.env.PEAK_TRADE_HOME
  else process.env.PEAK_TRADE_HOME = before
})

it('is what is given, else what the environment names, else a folder here', () => {
  process.env.PEAK_TRADE_HOME = '/somewhere'
  expect(homeFolder('/given')).toBe('/given')
  expect(homeFolder()).toBe('/somewhere')
  process.env.PEAK_TRADE_HOME = ''
  expect(homeFolder()).toBe(resolve('.peak-trade'))
  delete process.env.PEAK_TRADE_HOME
  expect(homeFolder()).toBe(resolve('.peak-trade'))
})
