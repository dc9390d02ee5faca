import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { addSearchFlags, readSearch, type SearchOptions } from '../../../../src/edge/cli/research/search-flags.ts'

function read(...argv: string[]) {
  const command = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .option('--strategy <id>')
    .option('--params <list>', '', (text: string, before: string[]) => [...before, text], [])
  return readSearch(addSearchFlags(command).parse(argv, { from: 'user' }).opts<SearchOptions>())
}
const crossover = (...argv: string[]) => read('--strategy', 'ma_crossover', ...argv)

describe('what to try', () => {
  it('is a grid with fixed parameters', async () => {
    const { search, reference } = await crossover('--grid', 'fast=5,10', '--params', 'slow=50')
    expect(search.grid).toEqual({ slow: [50], fast: [5, 10] })
    expect(reference).toEqual({ id: 'ma_crossover' })
  })

  it('is a space with ranges, steps, a scale and lists', async () => {
    const space = ['--space', 'a=5..50', '--space', 'b=0.5..2:0.5', '--space', 'c=3..60:log', '--space', 'd=x,y', '--space', 'e=-2..-1']
    const { search } = await crossover(...space, '--sample', '20', '--method', 'random', '--seed', '7')
    expect(search.space).toEqual({
      a: { from: 5, to: 50 },
      b: { from: 0.5, to: 2, step: 0.5 },
      c: { from: 3, to: 60, scale: 'log' },
      d: ['x', 'y'],
      e: { from: -2, to: -1 },
    })
    expect(search.sample).toEqual({ method: 'random', runs: 20, seed: '7' })
  })

  it('is settings alone, where none is not set', async () => {
    const { search } = await crossover('--vary', 'exits.stopLoss=none,0.02', '--params', 'fast=5')
    expect([search.candidates, search.settings]).toEqual([[{ fast: 5 }], { 'exits.stopLoss': [null, 0.02] }])
  })

  it('is a preset by its id or from a file, ranked as it says unless flags say otherwise', async () => {
    expect((await read('--preset', 'ma_crossover_basic')).search.grid).toEqual({ fast: [5, 10, 20], slow: [50, 100, 200] })
    const file = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'mine.toml')
    writeFileSync(file, '[sweep]\nstrategy = "ma_crossover"\nmin_trades = 3\nobjective = "calmar"\n[sweep.parameters]\nfast = [5, 10]\n')
    const { search, ranking } = await read('--preset', file, '--objective', 'sharpe')
    expect(search.grid).toEqual({ fast: [5, 10] })
    expect(ranking).toMatchObject({ objective: 'sharpe', minTrades: 3 })
    // One's own counts in place of the library's.
    writeFileSync(file, '[sweep]\nid = "ma_crossover_basic"\nstrategy = "ma_crossover"\n[sweep.parameters]\nfast = [7]\n')
    expect((await read('--preset', 'ma_crossover_basic', '--config', join(file, '..'))).search.grid).toEqual({ fast: [7] })
  })

  it.each([
    [['--preset', 'ma_crossover_basic', '--grid', 'fast=5'], /--grid/],
    [['--preset', 'ma_crossover_basic', '--strategy', 'breakout'], /--strategy/],
    [['--preset', 'ma_crossover_basik'], /did you mean "ma_crossover_basic"/],
    [['--preset', 'nothing-like-it'], /--list-presets/],
    [['--preset', 'missing.toml'], /missing\.toml does not exist/],
    [['--grid', 'fast=5'], /--strategy/],
    [['--strategy', 'ma_crossover'], /nothing to try/],
    [['--strategy', 'ma_crossover', '--grid', 'fast=5', '--space', 'slow=50..60', '--sample', '3'], /one of the two/],
    [['--strategy', 'ma_crossover', '--space', 'slow=50..60'], /--sample 200/],
    [['--strategy', 'ma_crossover', '--grid', 'fast=5', '--sample', '3'], /--space/],
    [['--strategy', 'ma_crossover', '--grid', 'fast=5', '--seed', '3'], /--space/],
    [['--strategy', 'ma_crossover', '--grid', 'fast=5', '--params', 'fast=5'], /"fast" is fixed/],
  ])('refuses %j', async (argv, message) => {
    await expect(read(...argv)).rejects.toThrow(message)
  })

  it.each([
    ['--space', 'slow'],
    ['--space', 'slow=a..b'],
    ['--space', 'slow=1..2:x'],
    ['--vary', '=1'],
  ])('refuses %s %s', (flag, text) => {
    expect(() => read(flag, text)).toThrow(/invalid/)
  })
})
