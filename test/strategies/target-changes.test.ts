import fc from 'fast-check'
import { expect, it } from 'vitest'
import { StrategyError } from '../../src/base/errors.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { ColumnCache } from '../../src/strategies/column-cache.ts'
import { createStrategy } from '../../src/strategies/strategy.ts'
import { TargetChanges } from '../../src/strategies/target-changes.ts'

const list = (changes: TargetChanges) => Array.from({ length: changes.length }, (_, k) => [changes.index[k], changes.target[k]])

it('lists where a column changes, from a target of 0 on', () => {
  const changes = new TargetChanges()
  expect(list(changes.read(Float64Array.of(Number.NaN, 0, 0, 1, 1, -0.5, 0)))).toEqual([
    [3, 1],
    [5, -0.5],
    [6, 0],
  ])
  expect(list(changes.read(Float64Array.of(1, 1)))).toEqual([[0, 1]])
  expect(list(changes.read(new Float64Array(0)))).toEqual([])
  expect(list(changes.read(Float64Array.of(Number.NaN, Number.NaN)))).toEqual([])
})

it('says the column again, however long it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1, -1, 0.5), { maxLength: 500 }), targets => {
      const changes = new TargetChanges().read(Float64Array.from(targets))
      const again: number[] = []
      let k = 0
      let target = 0
      for (let i = 0; i < targets.length; i++) {
        if (k < changes.length && changes.index[k] === i) target = changes.target[k++]
        again.push(target)
      }
      expect(again).toEqual(targets)
    }),
  )
})

it('refuses a NaN behind a known target', () => {
  expect(() => new TargetChanges().read(Float64Array.of(Number.NaN, 1, Number.NaN))).toThrow(StrategyError)
  expect(() => new TargetChanges().read(Float64Array.of(0, Number.NaN))).toThrow('target is NaN at bar 1')
})

it('refuses a target that is none', () => {
  expect(() => new TargetChanges().read(Float64Array.of(0, 1, 1.5))).toThrow('target is 1.5 at bar 2')
})

it('knows the first bar with a target', () => {
  const changes = new TargetChanges()
  expect(changes.read(Float64Array.of(Number.NaN, Number.NaN, 0, 1)).first).toBe(2)
  expect(changes.read(Float64Array.of(1)).first).toBe(0)
  expect(changes.read(Float64Array.of(Number.NaN, Number.NaN)).first).toBe(2)
})

it('every strategy decides the same changes as targets, with shared columns or its own', () => {
  const bars = syntheticBars({ seed: 5, length: 1500, kind: 'jumps' })
  const columns = new ColumnCache()
  for (const strategy of catalog.list()) {
    const want = list(new TargetChanges().read(createStrategy(strategy, {}).follow(bars)))
    expect(list(createStrategy(strategy, {}).followChanges(bars, new TargetChanges()))).toEqual(want)
    const { first } = new TargetChanges().read(createStrategy(strategy, {}).follow(bars))
    expect(createStrategy(strategy, {}).followChanges(bars, new TargetChanges()).first).toBe(first)
    for (let k = 0; k < 2; k++) expect(list(createStrategy(strategy, {}).followChanges(bars, new TargetChanges(), columns))).toEqual(want)
  }
})

it('a strategy that was followed as changes is used up', () => {
  const bars = syntheticBars({ seed: 5, length: 100 })
  const strategy = createStrategy(catalog.get('ma_crossover'), {})
  strategy.followChanges(bars, new TargetChanges())
  expect(() => strategy.follow(bars)).toThrow('make a new one')
  expect(() => strategy.followChanges(bars, new TargetChanges())).toThrow('make a new one')
})
