import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { svgChart } from '../../src/reports/charts/svg.ts'
import { htmlScript } from '../../src/reports/html-script.ts'

interface Pointer {
  readonly clientX: number
}

/** As much of an element as the script needs. */
class Element {
  readonly attributes: Record<string, string> = {}
  readonly children: Element[] = []
  readonly style: Record<string, string> = {}
  readonly listeners: Record<string, (event: Pointer) => void> = {}
  readonly namespaceURI = 'svg'
  readonly offsetWidth = 60
  parentNode: Element | undefined
  nextElementSibling: { readonly textContent: string } | undefined
  className = ''
  textContent = ''
  readonly name: string
  readonly box: object

  constructor(name: string, box: object = {}) {
    this.name = name
    this.box = box
  }

  get viewBox() {
    return { baseVal: { width: 400 } }
  }
  getBoundingClientRect() {
    return this.box
  }
  setAttribute(name: string, value: unknown) {
    this.attributes[name] = String(value)
  }
  addEventListener(name: string, listener: (event: Pointer) => void) {
    this.listeners[name] = listener
  }
  append(...elements: readonly Element[]) {
    for (const element of elements) {
      element.remove()
      element.parentNode = this
      this.children.push(element)
    }
  }
  remove() {
    const siblings = this.parentNode?.children ?? []
    if (siblings.includes(this)) siblings.splice(siblings.indexOf(this), 1)
    this.parentNode = undefined
  }
}

/** A page with one chart, drawn half as wide as its units say, its left rim at 10. */
function open() {
  const chart = svgChart({
    frame: { id: 'c', width: 400, narrow: false },
    plot: { left: 0, right: 400, top: 20, bottom: 90, height: 100 },
    title: '',
    summary: '',
    body: '',
    hover: [
      { x: 10, ys: [50], text: 'first' },
      { x: 20, ys: [Number.NaN], text: '<second>' },
      { x: 390, ys: [70], text: 'last\n2 lines' },
    ],
  })
  const figure = new Element('figure', { top: 100 })
  const svg = new Element('svg', { left: 10, top: 130, width: 200 })
  svg.nextElementSibling = { textContent: /<script type="application\/json">(.*)<\/script>/s.exec(chart)?.[1] ?? '' }
  figure.append(svg)
  const document = {
    querySelectorAll: (selector: string) => (selector === 'svg[data-hover]' ? [svg] : []),
    createElement: (name: string) => new Element(name),
    createElementNS: (_: string, name: string) => new Element(name),
  }
  runInNewContext(htmlScript, { document })
  const find = (from: Element, test: (element: Element) => boolean) => from.children.find(test)
  return {
    /** Moves the pointer to a place in drawing units. */
    point: (x: number) => svg.listeners.pointermove({ clientX: 10 + x / 2 }),
    leave: () => svg.listeners.pointerleave({ clientX: 0 }),
    tip: () => find(figure, element => element.className === 'tip'),
    cross: () => find(svg, element => element.attributes.class === 'cross'),
  }
}

describe('htmlScript', () => {
  it('shows nothing before the pointer comes and after it has left', () => {
    const page = open()
    expect([page.tip(), page.cross()]).toEqual([undefined, undefined])
    page.point(100)
    expect(page.tip()).toBeDefined()
    expect(page.cross()).toBeDefined()
    page.leave()
    expect([page.tip(), page.cross()]).toEqual([undefined, undefined])
  })

  it.each([
    [-500, 'first'],
    [10, 'first'],
    [14, 'first'],
    [16, '<second>'],
    [204, '<second>'],
    [206, 'last\n2 lines'],
    [5000, 'last\n2 lines'],
  ])('shows the numbers nearest to %d', (x, text) => {
    const page = open()
    page.point(x)
    expect(page.tip()?.textContent).toBe(text)
  })

  it('draws the crosshair from top to bottom, with a dot only where there is a value', () => {
    const page = open()
    page.point(10)
    const [path, dot] = page.cross()?.children ?? []
    expect(path.attributes.d).toBe('M10 20V90')
    expect(dot.attributes).toMatchObject({ cx: '10', cy: '50', r: '3' })
    page.point(20)
    expect(dot.attributes).toMatchObject({ cx: '20', r: '0' })
  })

  it('keeps the tip inside the picture and beside the line', () => {
    const page = open()
    page.point(10)
    // 10 units are 5 pixels, 12 more to the right; 30 pixels below the top of the figure, and 20 units, which are 10 pixels.
    expect(page.tip()?.style).toEqual({ left: '17px', top: '40px' })
    page.point(390)
    // To the left of the line: 195 − 60 − 12.
    expect(page.tip()?.style.left).toBe('123px')
  })

  it('cannot close the element around it', () => {
    expect(htmlScript).not.toMatch(/<\/script|<!--/i)
  })
})
