import { expect, it } from 'vitest'
import { verdict } from '../../src/base/verdict.ts'
import { askAdmit } from '../../src/engine/ask-admit.ts'
import type { OrderRequest } from '../../src/engine/refusals.ts'
import { flat, named } from './listed.ts'

it('asks with the whole order, and brings back the reasons', () => {
  const bars = named('A', flat(10), flat(11))
  const asked: OrderRequest[] = []
  const order = { index: 1, quantity: -3, price: 11, position: 5, equity: 100, target: -0.3 }
  const no = (request: OrderRequest) => {
    asked.push(request)
    return verdict(['too big', 'too late'].map(message => ({ code: 'test/no', message })))
  }
  expect(askAdmit(no, bars, order)).toBe('too big; too late')
  expect(asked).toEqual([{ ...order, symbol: 'A', time: bars.time[1], side: 'sell', quantity: 3 }])
  expect(askAdmit(() => verdict([]), bars, order)).toBeUndefined()
  expect(askAdmit(undefined, bars, order)).toBeUndefined()
})
