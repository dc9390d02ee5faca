import { describe, expect, it } from 'vitest'
import { checkExchangeId, loadCcxt } from '../../../src/edge/ccxt/load-ccxt.ts'

describe('loadCcxt', () => {
  it('loads it, and knows its exchanges', async () => {
    const ccxt = await loadCcxt()
    expect(checkExchangeId(ccxt, 'kraken')).toBe('kraken')
    expect(() => checkExchangeId(ccxt, 'krakn')).toThrow('did you mean "kraken"?')
    expect(() => checkExchangeId(ccxt, 'constructor')).toThrow('ccxt knows no exchange')
  })

  it('says what to install', async () => {
    const missing = async () => Promise.reject(Object.assign(new Error('x'), { code: 'ERR_MODULE_NOT_FOUND' }))
    await expect(loadCcxt(missing)).rejects.toMatchObject({ code: 'ccxt/missing', message: expect.stringContaining('npm install ccxt') })
    await expect(loadCcxt(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  })
})
