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

it('reads every comparison of numbers and texts', () => {
  const rules = ['sharpe>1', 'sharpe < 3', 'trades=12', 'trades!=5', 'trades != 6', 'strategy=ma_*', 'strategy!=ma_crossover', 'type=sweep']
  expect(read(...rules.flatMap(rule => ['--where', rule]), '--where', 'name=a = b*')).toEqual({
    metrics: { sharpe: { above: 1, below: 3 }, trades: { is: 12, not: [5, 6] } },
    fields: {
      strategy: { startsWith: 'ma_', not: ['ma_crossover'] },
      type: { is: 'sweep' },
      name: { startsWith: 'a = b' },
    },
  })
})

it('refuses the same rule twice', () => {
  expect(() => read('--where', 'sharpe>1', '--where', 'sharpe>2')).toThrow(/sharpe> is given twice/)
  expect(() => read('--where', 'id=a', '--where', 'id=b')).toThrow(/id= is given twice/)
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
  ['--where', 'sharpe', /one of >= <= > < = !=/],
  ['--where', 'sharpe>=', /one of >= <= > < = !=/],
  ['--where', 'sharpe>=good', /compared with a number, for example sharpe>=1/],
  ['--where', 'sharpe==1', /single =, as sharpe=1/],
  ['--where', 'strategi=ma_crossover', /did you mean "strategy"/],
  ['--where', 'strategy>=ma', /strategy is a text: compare it with = or !=/],
  ['--where', 'strategy!=ma*', /only after =/],
  ['--where', 'type=swep', /did you mean "sweep"/],
  ['--since', 'yesterday', /2026-01-31/],
  ['--until', '2026-13-01', /2026-01-31/],
])('refuses %s %s', (flag, text, message) => {
  expect(() => read(flag, text)).toThrow(message)
})
