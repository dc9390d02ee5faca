import { describe, expect, it } from 'vitest'
import type { Block, Note, Table } from '../../src/reports/document.ts'
import { renderBlocks } from '../../src/reports/html-block.ts'

function render(blocks: readonly Block[], level = 2, half = false): string {
  let count = 0
  return renderBlocks(blocks, { level, half, nextId: () => `id${++count}` })
}

const evil = `<b>&"'`
const safe = '&lt;b&gt;&amp;&quot;&#39;'
const note = (tone: Note['tone'], title: string): Note => ({ kind: 'note', tone, title, text: 't' })
const count = (html: string, part: string) => html.split(part).length - 1
const line: Block = {
  kind: 'chart',
  chart: {
    kind: 'line',
    title: 'Equity',
    summary: 's',
    time: Float64Array.of(0, 86_400_000),
    series: [{ name: evil, values: Float64Array.of(1, 2) }],
    format: 'money',
  },
}

function table(rows: readonly (readonly (number | string)[])[], rest: Partial<Table> = {}): Table {
  return {
    kind: 'table',
    title: 'T',
    columns: [
      { title: 'Name', format: 'text', align: 'left' },
      { title: 'Profit', format: 'money', align: 'right', signed: true },
    ],
    rows,
    ...rest,
  }
}

describe('renderBlocks', () => {
  it('gives nothing for nothing', () => {
    expect(render([])).toBe('')
  })

  it('writes text as a paragraph, with its role', () => {
    expect(render([{ kind: 'text', text: evil }])).toBe(`<p class="text">${safe}</p>`)
    expect(render([{ kind: 'text', text: 'Sum.', role: 'lead' }])).toBe('<p class="lead">Sum.</p>')
  })

  it('makes one list of neighboring notes, and says a warning in words too', () => {
    const html = render([note('warning', 'A'), note('info', 'B'), { kind: 'text', text: 'x' }, note('info', evil)])
    expect(count(html, '<ul class="notes">')).toBe(2)
    expect(html.indexOf('>A<')).toBeLessThan(html.indexOf('>B<'))
    expect(html.indexOf('>B<')).toBeLessThan(html.indexOf('<p class="text">'))
    expect(count(html, 'Warning: ')).toBe(1)
    expect(html).toContain(`<b>${safe}</b>`)
  })

  it('lets only long texts of a table break into lines', () => {
    const html = render([
      {
        kind: 'table',
        title: 'T',
        columns: [
          { title: 'Name', format: 'text', align: 'left' },
          { title: 'Why', format: 'text', align: 'left' },
        ],
        rows: [
          ['a', 'short'],
          ['b', 'a text that is much too long for one line of a table'],
        ],
      },
    ])
    expect(html).toContain('<td>short</td>')
    expect(html).toContain('<td class="wrap">a text that')
  })

  it('counts headings down from the level and stops at six', () => {
    const nested = (depth: number): Block => ({ kind: 'section', title: `S${depth}`, blocks: depth === 1 ? [] : [nested(depth - 1)] })
    const html = render([nested(6)])
    expect([...html.matchAll(/<h(\d)>(S\d)<\/h\1>/g)].map(match => `${match[1]} ${match[2]}`)).toEqual([
      '2 S6',
      '3 S5',
      '4 S4',
      '5 S3',
      '6 S2',
      '6 S1',
    ])
    expect(count(html, '</section>')).toBe(6)
  })

  it('prints facts as a list of terms', () => {
    const items = [
      { label: evil, value: -0.5, format: 'percent', detail: 'small' },
      { label: 'Unknown', value: Number.NaN, format: 'ratio' },
    ] as const
    const figures = render([{ kind: 'facts', layout: 'figures', title: 'Hidden', items }])
    expect(figures).toContain(`<dt>${safe}</dt><dd class="value">−50.00%</dd><dd class="detail">small</dd>`)
    expect(figures).toContain('<dt>Unknown</dt><dd class="value">–</dd></div>')
    const list = render([{ kind: 'facts', layout: 'list', title: 'Risk', items }], 3)
    expect(list).toContain('<h3>Risk</h3><dl>')
    expect(render([{ kind: 'facts', layout: 'list', items }])).not.toContain('<h2>')
  })

  it('gives gains and losses a class, and neither zero, unknown nor text', () => {
    const html = render([
      table([
        ['a', 1],
        ['b', -1],
        ['c', 0],
        ['d', Number.NaN],
        [evil, 'text'],
      ]),
    ])
    expect([...html.matchAll(/<td class="([^"]*)">([^<]*)<\/td>/g)].map(match => [match[1], match[2]])).toEqual([
      ['right up', '1.00'],
      ['right down', '−1.00'],
      ['right', '0.00'],
      ['right', '–'],
      ['right', 'text'],
    ])
    expect(html).toContain('<th scope="col">Name</th><th scope="col" class="right">Profit</th>')
    expect(html).toContain(`<th scope="row">${safe}</th>`)
  })

  it('says how many rows it hides, and where', () => {
    const rows = Array.from({ length: 6 }, (_, k) => [`r${k}`, k])
    const html = render([table(rows, { limit: 5, noun: 'trade' })])
    expect([...html.matchAll(/<th scope="row">(r\d)</g)].map(match => match[1])).toEqual(['r0', 'r1', 'r2', 'r4', 'r5'])
    expect(html.indexOf('1 trade not shown')).toBeGreaterThan(html.indexOf('r2'))
    expect(html.indexOf('1 trade not shown')).toBeLessThan(html.indexOf('r4'))
    expect(html).toContain('The first 3 and the last 2 of 6 trades; 1 trade in between not shown.')
    expect(render([table(rows, { limit: 6 })])).not.toContain('not shown')
  })

  it('says that a table is empty', () => {
    expect(render([table([])])).toContain('<td class="empty" colspan="2">No rows.</td>')
    expect(render([table([], { empty: 'None yet.' })])).toContain('>None yet.</td>')
  })

  it('keeps spaces and tags of code', () => {
    expect(render([{ kind: 'code', language: 'json', title: 'Settings', text: 'a  <b>\n c' }], 4)).toBe(
      '<div><h4>Settings</h4><pre tabindex="0"><code>a  &lt;b&gt;\n c</code></pre></div>',
    )
  })

  it('draws a chart for wide and for narrow pages, only narrow in half the width, with ids of their own', () => {
    const html = render([line, line])
    expect(count(html, 'class="wide"')).toBe(2)
    expect(count(html, 'class="narrow"')).toBe(2)
    const ids = [...html.matchAll(/<title id="([^"]+)"/g)].map(match => match[1])
    expect(ids.length).toBe(4)
    expect(new Set(ids).size).toBe(4)
    expect(html).toContain(`<li><svg viewBox="0 0 22 14" aria-hidden="true"><path d="M1 7h20" class="main"/></svg>${safe}</li>`)
    const half = render([line], 2, true)
    expect(half).toContain('<figure class="half">')
    expect(count(half, 'class="wide"')).toBe(0)
    expect(count(half, 'class="narrow"')).toBe(1)
  })

  it('halves charts in columns only when there are several', () => {
    const columns = (...blocks: readonly Block[]): Block => ({ kind: 'columns', columns: blocks.map(block => [block]) })
    expect(count(render([columns(line, line)]), '<figure class="half">')).toBe(2)
    expect(count(render([columns(line)]), '<figure>')).toBe(1)
  })
})
