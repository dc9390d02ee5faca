import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addFilterFlags, type FilterOptions, filterFrom } from '../../../../../src/edge/cli/research/runs/filter-flags.ts'

function read(...argv: string[]) {
  const command = addFilterFlags(new Command().exitOverride().configureOutput({ writeErr: () => undefined }))
  return filterFrom(command.parse(argv, { from: 'user' }).opts<FilterOptions>())
}

it('asks for everything when nothing is said', () => {
  expect(read()).toEqual({})
})

it('lists, bounds and searches', () => {
  const lists = [
    '--type',
    'sweep,backtest',
    '--strategy',
    'a',
    '--strategy',
    'b',
    '--family',
    'f',
    '--symbol',
    'BTC/EUR',
    '--tag',
    't',
    '--text',
    'x',
  ]
  expect(read(...lists, '--where', 'sharpe>=1', '--where', 'sharpe<=3', '--where', 'worst.totalReturn >= -0.2')).toEqual({
    types: ['sweep', 'backtest'],
    strategies: ['a', 'b'],
    families: ['f'],
    symbols: ['BTC/EUR'],
    tags: ['t'],
    text: 'x',
    metrics: { sharpe: { min: 1, max: 3 }, 'worst.totalReturn': { min: -0.2 } },
  })
})

it('reads days, times and spans', () => {
  expect(read('--since', '2026-01-31', '--until', '2026-01-31')).toEqual({
    createdFrom: Date.UTC(2026, 0, 31),
    createdTo: Date.UTC(2026, 1, 1) - 1,
  })
  expect(read('--since', '2026-01-31T12:00+01:00').createdFrom).toBe(Date.UTC(2026, 0, 31, 11))
  expect(Math.abs(Number(read('--since', '2d').createdFrom) - (Date.now() - 172_800_000))).toBeLessThan(60_000)
})

it.each([
  ['--type', 'swep', /did you mean "sweep"/],
  ['--where', 'sharpe>1', />= or <=/],
  ['--where', 'sharpe>=good', />= or <=/],
  ['--since', 'yesterday', /2026-01-31/],
  ['--until', '2026-13-01', /2026-01-31/],
])('refuses %s %s', (flag, text, message) => {
  expect(() => read(flag, text)).toThrow(message)
})
