import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, escapeJson, escapeMarkdown, escapeProse } from '../../src/reports/escape.ts'

describe('escapeHtml', () => {
  it('takes the power from every special character', () => {
    expect(escapeHtml(`<script>"a" & 'b'</script>`)).toBe('&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;')
  })

  it('replaces control characters and leaves Unicode alone', () => {
    expect(escapeHtml('a\u0000b\u001b\tç 日本 🚀')).toBe('a\uFFFDb\uFFFD\tç 日本 🚀')
  })
})

describe('escapeProse', () => {
  it('keeps dates in one piece', () => {
    expect(escapeProse('<2024-01-31 09:30>')).toBe('&lt;<span class="date">2024-01-31 09:30</span>&gt;')
  })
})

describe('escapeMarkdown', () => {
  it('takes the power from pipes, stars, tags and links', () => {
    expect(escapeMarkdown('a|b *c* <d> [e](f) `g` h_i \\')).toBe('a\\|b \\*c\\* \\<d\\> \\[e\\](f) \\`g\\` h\\_i \\\\')
  })

  it('stays on one line, and starts neither a heading nor a list', () => {
    expect(escapeMarkdown('a\r\n# b')).toBe('a # b')
    expect(escapeMarkdown('# b')).toBe('\\# b')
    expect(escapeMarkdown('- b')).toBe('\\- b')
    expect(escapeMarkdown('1. b')).toBe('1\\. b')
    expect(escapeMarkdown('-5 &lt; 7')).toBe('-5 \\&lt; 7')
  })
})

describe('escapeJson', () => {
  it('cannot close its script element and reads back the same', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('</script><!--'))), texts => {
        const text = escapeJson(texts)
        expect(text).not.toMatch(/[<>&]/)
        expect(JSON.parse(text)).toEqual(texts)
      }),
    )
  })
})
