import { expect, it } from 'vitest'
import { RefusalList } from '../../src/engine/refusal-list.ts'
import type { RefusedOrder } from '../../src/engine/refusals.ts'

const refused = (index: number, reason: RefusedOrder['reason']): RefusedOrder => ({ index, reason, quantity: 1, price: 100, target: 1 })

it('lists what rebalancing is refused once, and what a target is refused always', () => {
  const list: RefusedOrder[] = [refused(0, 'size')]
  const refusals = new RefusalList(list)
  refusals.add(refused(1, 'size'), { again: true })
  refusals.add(refused(2, 'size'), { again: true })
  refusals.add(refused(3, 'size'), { again: false })
  refusals.add(refused(4, 'min-notional'), { again: true })
  refusals.add(refused(5, 'min-notional'), { again: true })
  refusals.forget()
  refusals.add(refused(6, 'min-notional'), { again: true })
  refusals.add(refused(7, 'admit'), { again: true })
  refusals.add(refused(8, 'admit'), { again: true })
  expect(list.map(({ index }) => index)).toEqual([1, 3, 4, 6, 7, 8])
})
