import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { addGridFlags, conditionOf, type GridOptions } from '../../../../src/edge/cli/research/grid-flags.ts'

function read(...argv: string[]): GridOptions {
  const command = addGridFlags(new Command().exitOverride().configureOutput({ writeErr: () => undefined }))
  return command.parse(argv, { from: 'user' }).opts<GridOptions>()
}

describe('--grid', () => {
  it('lists values of all kinds', () => {
    expect(read('--grid', 'fast=5, 10,20', '--grid', 'kind=sma,ema', '--grid', 'on=true,false').grid).toEqual({
      fast: [5, 10, 20],
      kind: ['sma', 'ema'],
      on: [true, false],
    })
  })

  it('counts ranges with both ends, without drift', () => {
    expect(read('--grid', 'p=5:20:5').grid.p).toEqual([5, 10, 15, 20])
    expect(read('--grid', 'p=0:1:0.1').grid.p).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    expect(read('--grid', 'p=-1:1:1,7').grid.p).toEqual([-1, 0, 1, 7])
    expect(read('--grid', 'p=3:3:1').grid.p).toEqual([3])
  })

  it.each(['fast', '=5', 'fast=', 'fast=5,,6', 'fast=5:1:1', 'fast=1:5:0', 'fast=1:5', 'fast=1:5:1:1', 'fast=a:b:c', 'fast=0:1e9:1'])(
    'refuses %s',
    text => {
      expect(() => read('--grid', text)).toThrow(/invalid/)
    },
  )

  it('refuses a name that comes twice', () => {
    expect(() => read('--grid', 'a=1', '--grid', 'a=2')).toThrow(/given twice/)
  })

  it('is empty when it is not there', () => {
    expect(read()).toEqual({ grid: {}, where: [] })
  })
})

describe('--where', () => {
  const holds = (rules: readonly string[], params: Record<string, unknown>) =>
    conditionOf(read(...rules.flatMap(rule => ['--where', rule])).where)?.(params)

  it('compares parameters with each other and with values', () => {
    expect(holds(['fast<slow'], { fast: 5, slow: 10 })).toBe(true)
    expect(holds(['fast < slow'], { fast: 10, slow: 10 })).toBe(false)
    expect(holds(['fast<=slow'], { fast: 10, slow: 10 })).toBe(true)
    expect(holds(['fast>=4', 'fast>3.5'], { fast: 4 })).toBe(true)
    expect(holds(['kind==ema'], { kind: 'ema' })).toBe(true)
    expect(holds(['kind!=ema'], { kind: 'ema' })).toBe(false)
    expect(holds(['on==true'], { on: true })).toBe(true)
    expect(holds(['low>-1'], { low: 0 })).toBe(true)
  })

  it('needs all of them to hold', () => {
    expect(holds(['a<b', 'b<c'], { a: 1, b: 2, c: 2 })).toBe(false)
  })

  it('compares swept settings, and lets those through that are switched off', () => {
    const holds = conditionOf(read('--where', 'exits.stopLoss<exits.takeProfit').where)
    expect(holds?.({}, { 'exits.stopLoss': 0.05, 'exits.takeProfit': 0.03 })).toBe(false)
    expect(holds?.({}, { 'exits.stopLoss': 0.05, 'exits.takeProfit': null })).toBe(true)
  })

  it('says which parameter there is not', () => {
    expect(() => holds(['quick<slow'], { fast: 1, slow: 2 })).toThrow('there is no parameter "quick"; known: fast, slow')
  })

  it.each(['fast', 'fast~slow', '<slow', 'fast<', 'a<b<c'])('refuses %s', rule => {
    expect(() => read('--where', rule)).toThrow(/two names/)
  })

  it('is no condition when there is none', () => {
    expect(conditionOf([])).toBeUndefined()
  })
})
