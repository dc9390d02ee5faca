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
    expect(redact('api_key=abc&otp=123456&pair=XBT')).toBe('api_key=…&otp=…&pair=XBT')
  })

  it('makes one short line', () => {
    expect(redact('<html>\n<body>\n<h1>502 Bad Gateway</h1>\n</body></html>')).toBe('502 Bad Gateway')
    expect(redact('x'.repeat(1000))).toHaveLength(240)
    expect(redact('')).toBe('')
  })
})
