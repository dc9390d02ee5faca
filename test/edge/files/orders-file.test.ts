import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOrders } from '../../../src/edge/files/orders-file.ts'

const file = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'orders.csv')
const read = (text: string) => {
  writeFileSync(file, text)
  return readOrders(file)
}

describe('readOrders', () => {
  it('reads what is there and leaves out what is not', async () => {
    const { orders } = await read('id,symbol,side,quantity,price,reduce_only\na,BTC/EUR, Buy ,0.5,50000,\n,ETH/EUR,short,2,,true\r\n\n')
    expect(orders).toEqual([
      { id: 'a', symbol: 'BTC/EUR', side: 'buy', quantity: 0.5, price: 50_000 },
      { id: 'row-3', symbol: 'ETH/EUR', side: 'sell', quantity: 2, reduceOnly: true },
    ])
  })

  it('reads files of Peak_Trade, byte order mark, quotes and all', async () => {
    const header =
      'client_order_id,symbol,side,order_type,quantity,notional,time_in_force,strategy_key,run_name,signal_as_of,comment,extra_json'
    const { orders } = await read(`\uFEFF${header}\nx,BTC/EUR,buy,market,0.1,,GTC,ma,,,"a ""word"", a\nline","{""a"": 1}"\n`)
    expect(orders).toEqual([{ id: 'x', symbol: 'BTC/EUR', side: 'buy', quantity: 0.1 }])
  })

  it('keeps prices that stand beside', async () => {
    expect((await read('symbol,side,quantity,current_price\nBTC,buy,1,100\nBTC,buy,1,101\nETH,buy,1,\n')).prices).toEqual({ BTC: 101 })
  })

  it('leaves numbers that make no sense to the limits', async () => {
    const { orders } = await read('symbol,side,quantity,price\nBTC,buy,many,x\nBTC,buy,,\n')
    expect(orders.map(({ quantity, price }) => [quantity, price])).toEqual([
      [Number.NaN, Number.NaN],
      [Number.NaN, undefined],
    ])
  })

  it.each([
    ['', 'orders/column', 'no column "symbol"'],
    ['symbol,side\n', 'orders/column', 'no column "quantity"'],
    ['symbol,side,quantty\n', 'orders/column', 'did you mean "quantity"?'],
    ['symbol,side,quantity\nBTC,buy\n', 'orders/row', 'row 2 of orders.csv has 2 cells, and the first has 3'],
    ['symbol,side,quantity\nBTC,hold,1\n', 'orders/side', 'has the side "hold"'],
  ])('refuses %j', async (text, code, message) => {
    await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  it('refuses a file that is not there', async () => {
    await expect(readOrders(`${file}.none`)).rejects.toMatchObject({ code: 'file/missing' })
  })
})
