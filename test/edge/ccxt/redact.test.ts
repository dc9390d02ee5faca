import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../../src/edge/ccxt/redact.ts'

const secret = 'S3cr+t/Key=="with ümlaut'

describe('redact', () => {
  it('leaves nothing of a secret, whichever way it travels', () => {
    const forms = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ secret }).toString(),
      JSON.stringify({ body: secret }),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
      Buffer.from(secret).toString('hex'),
    ]
    for (const form of forms) {
      const clean = redact(`kraken POST ${form} failed`, [secret])
      expect(clean).not.toContain(form)
      expect(clean).toContain('failed')
    }
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' }), fc.string(), (key, text) => {
        fc.pre(!'…'.includes(key) && key.trim() === key && !/\s\s/.test(key))
        expect(redact(`${text} ${key} ${text}`, [key])).not.toContain(key)
      }),
    )
  })

  it('takes away what looks like one, without being told', () => {
    expect(redact('GET https://api.x.com/v3/order?timestamp=1&signature=abcdef')).toBe('GET https://api.x.com/v3/order?…')
    expect(redact('https://user:pass@x.com/a')).toBe('https://…@x.com/a')
    expect(redact('{"API-Key":"abc","API-Sign": "def", "nonce":17}')).toBe('{"API-Key":"…","API-Sign": "…", "nonce":…}')
    expect(redact(JSON.stringify({ body: '{"otp":"123456"}' }))).toBe('{"body":"{\\"otp\\":\\"…\\"}"}')
    expect(redact('api_key=abc&otp=123456&pair=XBT')).toBe('api_key=…&otp=…&pair=XBT')
  })

  it('takes away signatures that nothing announces, whichever way they travel', () => {
    const signature = createHash('sha512').update('a request').digest('base64')
    for (const form of [
      signature,
      encodeURIComponent(signature),
      signature.replaceAll('/', '\\/'),
      Buffer.from(signature, 'base64').toString('hex'),
    ])
      expect(
        redact(`kraken POST http://127.0.0.1:80/0/private/AddOrder 403 Forbidden ${form} of order 0f6b9f04-9a1c-8a3e-b1c2-6a5e5b8f8d11`),
      ).toBe('kraken POST http://127.0.0.1:80/0/private/AddOrder 403 Forbidden … of order 0f6b9f04-9a1c-8a3e-b1c2-6a5e5b8f8d11')
  })

  it('makes one short line', () => {
    expect(redact('<html>\n<body>\n<h1>502 Bad Gateway</h1>\n</body></html>')).toBe('502 Bad Gateway')
    expect(redact('one word '.repeat(100))).toHaveLength(240)
    expect(redact('')).toBe('')
  })
})
