import { describe, expect, it } from 'vitest'
import type { Fill } from '../../src/engine/fills.ts'
import { hasPeers, isNear, readPeer } from './peers/peer-files.ts'
import { readSection } from './peers/reasons.ts'
import { runTargets } from './peers/targets.ts'
import { columnsOf, type OrderRow, type VectorbtCase, type VectorbtColumn } from './peers/vectorbt.ts'
import { needsOrders, replayOrders, runOrders } from './peers/vectorbt-orders.ts'
import { targetCaseOf } from './peers/vectorbt-targets.ts'

/** The file gives the sizes of these cases with eight digits only. */
const TOLERANCES: Record<number, number> = { 182: 1e-7, 183: 1e-7 }

/** Our fills as vectorbt counts orders: a reversal is one. */
function orderRows(fills: readonly Fill[]): OrderRow[] {
  const rows: [number, number, number, number][] = []
  for (const { index, quantity, price, fee } of fills) {
    const last = rows.at(-1)
    if (last?.[0] === index && last[1] > 0 === quantity > 0 && last[2] === price) {
      last[1] += quantity
      last[3] += fee
    } else rows.push([index, quantity, price, fee])
  }
  return rows
}

function run(column: VectorbtColumn): OrderRow[] {
  return orderRows(needsOrders(column) ? runOrders(column) : runTargets(targetCaseOf(column)).fills)
}

describe.skipIf(!hasPeers)('vectorbt_order_records.json', () => {
  const cases: VectorbtCase[] = hasPeers ? readPeer('vectorbt_order_records.json').cases : []
  const columns = cases.flatMap((one, k) => columnsOf(one).map((column, c) => ({ k, id: `${k}.${c}`, column })))
  const { reasons, counts } = readSection('vectorbt_order_records.json')
  const isListed = ({ k, id }: { k: number; id: string }) => reasons.has(id) || reasons.has(String(k))
  const compared = columns.filter(one => !isListed(one))

  it.each(compared.map(({ id, k, column }) => [`${id} ${cases[k].test}`, k, column] as const))('%s', (_, k, column) => {
    const rows = run(column)
    expect(rows.length, JSON.stringify(rows)).toBe(column.expected.length)
    for (const [n, want] of column.expected.entries()) {
      for (const [m, value] of want.entries()) {
        expect(isNear(rows[n][m], value, TOLERANCES[k]), `${JSON.stringify(rows[n])} instead of ${JSON.stringify(want)}`).toBe(true)
      }
    }
  })

  const ruined = columns.filter(({ k, id }) => (reasons.get(id) ?? reasons.get(String(k)))?.includes('`liquidation`'))

  it.each(ruined.map(({ id, column }) => [id, column] as const))('%s: the orders of the peer use up the account', (_, column) => {
    expect(replayOrders(column).map(({ reason }) => reason)).toContain('liquidation')
  })

  it('every column of every case is compared or listed with a reason', () => {
    const ids = new Set([...columns.map(({ id }) => id), ...cases.map((_, k) => String(k))])
    expect([...reasons.keys()].filter(id => !ids.has(id))).toEqual([])
    const whole = cases.filter((_, k) => compared.some(one => one.k === k) && !columns.some(one => one.k === k && isListed(one)))
    const none = cases.filter((_, k) => !compared.some(one => one.k === k))
    expect([cases.length, whole.length, cases.length - whole.length - none.length, none.length, compared.length]).toEqual(counts)
    expect(cases.length).toBe(193)
  })
})
