import { describe, expect, it } from 'vitest'
import { Gatekeeper, signRequest } from './authentication.ts'

// The worked example of https://docs.kraken.com/exchange/guides/rest/authentication
const example = {
  secret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  nonce: '1616492376594',
  body: 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
  path: '/0/private/AddOrder',
}
const signature = '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ=='

describe('signRequest', () => {
  it("gives Kraken's own example", () => {
    expect(signRequest(example)).toBe(signature)
  })
})

describe('Gatekeeper', () => {
  const key = { key: 'k', secret: example.secret, permissions: ['trade'] } as const
  const signed = (nonce: string, body = `nonce=${nonce}`) => ({
    path: '/0/private/Balance',
    body,
    nonce,
    key: 'k',
    signature: signRequest({ path: '/0/private/Balance', body, nonce, secret: key.secret }),
  })

  it('admits each nonce once, and only upward', () => {
    const gatekeeper = new Gatekeeper([key])
    expect(gatekeeper.admit(signed('5'))).toBe(key)
    expect(gatekeeper.admit(signed('5'))).toBe('EAPI:Invalid nonce')
    expect(gatekeeper.admit(signed('4'))).toBe('EAPI:Invalid nonce')
    expect(gatekeeper.admit(signed('18446744073709551615'))).toBe(key)
  })

  it('refuses unknown keys, wrong signatures and requests without a nonce', () => {
    const gatekeeper = new Gatekeeper([key])
    expect(gatekeeper.admit({ ...signed('1'), key: 'other' })).toBe('EAPI:Invalid key')
    expect(gatekeeper.admit({ ...signed('1'), key: undefined })).toBe('EAPI:Invalid key')
    expect(gatekeeper.admit({ ...signed('1'), body: 'nonce=1&x=1' })).toBe('EAPI:Invalid signature')
    expect(gatekeeper.admit({ ...signed('1'), signature: undefined })).toBe('EAPI:Invalid signature')
    expect(gatekeeper.admit({ ...signed('1'), nonce: undefined })).toBe('EAPI:Invalid nonce')
    expect(gatekeeper.admit({ ...signed('1'), nonce: 'now' })).toBe('EAPI:Invalid nonce')
    // A request with a wrong signature uses no nonce up.
    expect(gatekeeper.admit(signed('1'))).toBe(key)
  })
})
