import { describe, expect, it } from 'vitest'
import { askGate, type Gate } from '../../../src/execution/gates/gate.ts'
import { requestOf } from '../keeper.ts'

const ask = (check: () => unknown) => askGate({ id: 'odd', check } as unknown as Gate, requestOf())
const failed = (message: string) => [{ code: 'gate/failed', message: `gate odd ${message}, so nothing passes it` }]

describe('askGate', () => {
  it('gives what the gate says', () => {
    expect(ask(() => [])).toEqual([])
    const refusal = { code: 'house/no', message: 'no' }
    expect(ask(() => [refusal])).toEqual([refusal])
  })

  it('refuses when the gate throws', () => {
    const raise = (error: unknown) => () => {
      throw error
    }
    expect(ask(raise(new Error('no connection\nat somewhere')))).toEqual(failed('failed: no connection'))
    expect(ask(raise('a text'))).toEqual(failed('failed: a text'))
    expect(ask(raise(undefined))).toEqual(failed('failed: undefined'))
  })

  it.each([[undefined], [null], [true], [{ ok: true, refusals: [] }], [''], [Promise.resolve([])]])(
    'refuses when the gate answers %j',
    answer => {
      expect(ask(() => answer)).toEqual(failed('did not answer with a list of refusals'))
    },
  )

  it.each([[[undefined]], [[null]], [['no']], [[{ code: 'a' }]], [[{ message: 'a' }]], [[{ code: 'a', message: 'b' }, 5]]])(
    'refuses when the gate answers %j',
    answer => {
      expect(ask(() => answer)).toEqual(failed('answered with something that is no refusal'))
    },
  )

  it('keeps the gate together', () => {
    class Weekday implements Gate {
      readonly id = 'weekday'
      private readonly message = 'not today'
      check() {
        return [{ code: 'house/day', message: this.message }]
      }
    }
    expect(askGate(new Weekday(), requestOf())).toEqual([{ code: 'house/day', message: 'not today' }])
  })
})
