import { expect, it } from 'vitest'
import { withIncluded } from '../../src/strategies/included-strategies.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { ensemble } from '../../src/strategies/library/ensemble.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Momentum } from '../../src/strategies/library/momentum.ts'

const ids = (strategy: Parameters<typeof withIncluded>[0]) =>
  [...withIncluded(strategy)].map(one => (one.constructor as unknown as { id: string }).id)

it('is the strategy itself when it includes none', () => {
  expect(ids(new MaCrossover())).toEqual(['ma_crossover'])
})

it('finds what is included, at any depth, and what is kept in a field or a list', () => {
  const inner = ensemble({ id: 'inner', members: [{ strategy: MaCrossover }, { strategy: Momentum }] })
  class Outer extends ensemble({ id: 'outer', members: [{ strategy: inner }] }) {
    readonly spare = new BuyAndHold()
    readonly list = [new Momentum()]
  }
  expect(ids(new Outer()).sort()).toEqual(['buy_and_hold', 'inner', 'ma_crossover', 'momentum', 'momentum', 'outer'])
})

it('ends where strategies include each other', () => {
  class Node extends BuyAndHold {
    peer: Node | undefined
  }
  const [a, b] = [new Node(), new Node()]
  a.peer = b
  b.peer = a
  expect(withIncluded(a).size).toBe(2)
})
