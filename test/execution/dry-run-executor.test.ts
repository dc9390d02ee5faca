import { describe, expect, it } from 'vitest'
import type { Approved } from '../../src/execution/approve.ts'
import { type DryRunRequest, dryRunExecutor } from '../../src/execution/dry-run-executor.ts'
import { approvedFor, environments } from './approved.ts'
import { NOW } from './intents.ts'

describe('dryRunExecutor', () => {
  it('writes down exactly what it would send, with digits that an exchange reads', async () => {
    const executor = dryRunExecutor()
    const order = approvedFor(environments.live, { kind: 'limit', price: 0.000001, quantity: 0.0000003, reduceOnly: true })
    expect(await executor.submit(order, NOW)).toEqual({ outcome: 'validated' })
    expect(executor.requests).toEqual([
      {
        clientId: 'order-1',
        at: NOW,
        request: {
          ...{ clientOrderId: 'order-1', symbol: 'BTC/EUR', side: 'buy', type: 'limit' },
          ...{ amount: '0.0000003', price: '0.000001', reduceOnly: true },
        },
      },
    ])
  })

  it('writes as it is told to', async () => {
    const seen: DryRunRequest[] = []
    const executor = dryRunExecutor({ format: ({ side }) => `POST ${side}`, onRequest: one => seen.push(one) })
    await executor.submit(approvedFor(environments.live), NOW)
    expect(seen.map(({ request }) => request)).toEqual(['POST buy'])
    expect(executor.requests).toEqual(seen)
  })

  it('takes each approval once, none that is old or forged, and only live ones', async () => {
    const executor = dryRunExecutor()
    const order = approvedFor(environments.live)
    await executor.submit(order, NOW)
    const refused = async (one: Approved, at: number) => {
      const result = await executor.submit(one, at)
      return result.outcome === 'rejected' ? result.reason : result.outcome
    }
    expect(await refused(order, NOW)).toContain('was used before')
    expect(await refused(approvedFor(environments.live), NOW + 60_000)).toContain('counts until')
    expect(await refused({ ...approvedFor(environments.live) } as Approved, NOW)).toContain('did not come from approve')
    expect(await refused(approvedFor(environments.paper), NOW)).toContain('approved for paper')
    expect(executor.requests).toHaveLength(1)
  })

  it('has no orders, fills or positions', async () => {
    const executor = dryRunExecutor()
    await executor.submit(approvedFor(environments.live), NOW)
    expect(await executor.find('order-1')).toBeUndefined()
    expect(await executor.cancel('order-1')).toEqual({ outcome: 'not-open', state: 'absent' })
    expect(await executor.openOrders()).toEqual([])
    expect(await executor.fillsSince(0)).toEqual([])
    expect((await executor.account()).positions).toEqual({})
  })
})
