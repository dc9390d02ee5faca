import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-risk-'))
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const orders = write(
  'orders.csv',
  'id,symbol,side,quantity,price\na,BTC/EUR,buy,0.01,50000\nb,BTC/EUR,buy,0.02,50000\nc,BTC/EUR,buy,0.02,\n',
)
const prices = write('prices.json', '{ "BTC/EUR": 50000, "X/USD": 10 }')
const account = write('account.json', '{ "cash": 10000, "positions": { "X/USD": { "quantity": 10 } } }')

describe('risk check', () => {
  it('refuses the batch that is too large, order by order, and exits with 1', async () => {
    const { code, out, error } = await run('risk', 'check', orders, '--prices', prices)
    expect([code, error]).toEqual([1, ''])
    expect(out).toContain('limits moderate, an account of 10000 without positions')
    expect(out).toMatch(/a +BTC\/EUR +buy +0.01 +50000 +500.00 +ok/)
    expect(out).toMatch(/b +BTC\/EUR +buy +0.02 +50000 +1000.00 +warning/)
    expect(out).toMatch(/c +BTC\/EUR +buy +0.02 +market +1000.00 +REFUSED/)
    expect(out).toContain(
      'order c: max_symbol_exposure: the largest position of BTC/EUR that open orders can make is 2500, more than 2000;',
    )
    expect(out).toContain('not checked, because a file does not know the past: max_daily_loss_share,')
    expect(out.trimEnd().split('\n').at(-1)).toBe('REFUSED: 2 of 3 orders pass')
  })

  it('passes with other limits, from a file, and exits with 0', async () => {
    const limits = write('limits.toml', '[live_risk]\nmax_order_notional = 1000.0\nmax_symbol_exposure_notional = 2500.0\n')
    const { code, out } = await run('risk', 'check', orders, '--prices', prices, '--limits', limits)
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'ok: 3 of 3 orders pass'])
    expect((await run('risk', 'check', orders, '--prices', prices, '--cash', '100000')).code).toBe(0)
  })

  it('prints the same as JSON', async () => {
    const { code, out } = await run('risk', 'check', orders, '--prices', prices, '--limits', 'aggressive', '--json')
    const data = JSON.parse(out)
    expect(data).toMatchObject({
      file: orders,
      limits: 'aggressive',
      ok: true,
      orders: [{ order: { id: 'a' }, ok: true, notional: 500 }, {}, {}],
    })
    expect(data.orders[0].checks.length).toBeGreaterThan(5)
    expect(code).toBe(0)
  })

  it('refuses what has no price', async () => {
    const { code, out } = await run('risk', 'check', orders)
    expect(code).toBe(1)
    expect(out).toContain('order a: unknown_price: there is no price of "BTC/EUR"')
    const beside = write('beside.csv', 'symbol,side,quantity,current_price\nBTC/EUR,buy,0.01,50000\n')
    expect((await run('risk', 'check', beside)).code).toBe(0)
  })

  it('converts currencies with rates that are given', async () => {
    const dollars = write('dollars.csv', 'symbol,side,quantity\nX/USD,buy,10\n')
    const check = (...more: string[]) => run('risk', 'check', dollars, '--prices', prices, '--account', account, ...more)
    expect((await check()).out).toMatch(/X\/USD +buy +10 +market +100.00 +ok/)
    expect((await check('--currency', 'EUR')).out).toContain('unknown_rate')
    expect((await check('--currency', 'EUR', '--rates', 'USD=0.5')).out).toMatch(/X\/USD +buy +10 +market +50.00 +ok/)
    expect((await check('--rates', 'USD=0.5')).error).toContain('--rates needs --currency')
    expect((await check('--currency', 'EUR', '--rates', 'USD=-1')).error).toContain('USD is -1')
  })

  it.each([
    [2, ['--limits', 'moderat'], 'did you mean "moderate"?'],
    [3, ['--limits', join(folder, 'none.toml')], 'does not exist'],
    [3, ['--prices', join(folder, 'none.json')], 'does not exist'],
    [2, ['--prices', write('bad.json', '{ "BTC/EUR": "50000" }')], 'bad.json cannot be used: BTC/EUR'],
    [2, ['--account', write('worse.json', '{ ')], 'worse.json cannot be used'],
    [2, ['--account', write('worst.json', '{ "positions": {} }')], 'worst.json cannot be used: cash'],
  ])('exits with %i and says what is wrong with %j', async (exit, argv, sentence) => {
    const { code, out, error } = await run('risk', 'check', orders, ...argv)
    expect([code, out]).toEqual([exit, ''])
    expect(error).toContain(sentence)
  })
})
