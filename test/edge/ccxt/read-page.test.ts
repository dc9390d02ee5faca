import { describe, expect, it } from 'vitest'
import { readPage } from '../../../src/edge/ccxt/read-page.ts'

const read = (rows: unknown[]) => {
  const faults = { unreadable: 0, duplicates: 0, outOfOrder: 0, outside: 0 }
  const { columns, before, behind } = readPage(rows as never, [10, 20], faults)
  return { times: [...columns.time], columns, before, behind, faults }
}

describe('readPage', () => {
  it('takes what is inside, in order, the last of one time', () => {
    const page = read([
      [12, 1, 2, 1, 2, 5],
      [9, 1, 1, 1, 1, 1],
      [10, 1, 1, 1, 1],
      [12, 3, 3, 3, 3, null],
      [20, 1, 1, 1, 1, 1],
    ])
    expect(page).toMatchObject({
      times: [10, 12],
      before: true,
      behind: true,
      faults: { unreadable: 0, duplicates: 1, outOfOrder: 2, outside: 2 },
    })
    expect([...page.columns.open, ...page.columns.volume]).toEqual([1, 3, 0, 0])
  })

  it.each([
    [[12, 1, 2, Number.NaN, 1, 1]],
    [[12, 0, 1, 1, 1, 1]],
    [[12, 1, 1, 1]],
    [[12, 1, 1, 1, 1, -1]],
    [[12, 1, 1, 1, 1, Number.NaN]],
    [[Number.NaN, 1, 1, 1, 1, 1]],
    [null],
    ['x'],
    [[12, '1', 1, 1, 1, 1]],
  ])('does not read %j', row => {
    expect(read([row])).toMatchObject({ times: [], faults: { unreadable: 1 } })
  })
})
