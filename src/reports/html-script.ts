/**
 * The crosshair: a few lines that show the numbers under the pointer. The report says everything without them. Written as text because it
 * runs in the reader's browser, not here.
 */
export const htmlScript = `
for (const svg of document.querySelectorAll('svg[data-hover]')) {
  const data = JSON.parse(svg.nextElementSibling.textContent)
  const make = name => document.createElementNS(svg.namespaceURI, name)
  const cross = make('g'), line = make('path'), tip = document.createElement('div')
  cross.setAttribute('class', 'cross')
  cross.append(line, ...data.y[0].map(() => make('circle')))
  tip.className = 'tip'
  tip.setAttribute('aria-hidden', 'true')
  const catcher = make('rect')
  for (const [name, value] of [['width', '100%'], ['height', '100%'], ['fill', 'transparent']]) catcher.setAttribute(name, value)
  catcher.append(make('title'))
  svg.append(catcher)
  const hide = () => { cross.remove(); tip.remove() }
  svg.addEventListener('pointerleave', hide)
  svg.addEventListener('pointermove', event => {
    const box = svg.getBoundingClientRect(), zoom = box.width / svg.viewBox.baseVal.width
    const x = (event.clientX - box.left) / zoom
    let low = 0, high = data.x.length - 1
    while (low < high) { const middle = (low + high) >> 1; if (data.x[middle] < x) low = middle + 1; else high = middle }
    if (low > 0 && x - data.x[low - 1] < data.x[low] - x) low--
    const at = data.x[low]
    line.setAttribute('d', 'M' + at + ' ' + data.top + 'V' + data.bottom)
    data.y[low].forEach((y, k) => {
      const dot = cross.children[k + 1]
      dot.setAttribute('cx', at); dot.setAttribute('cy', y || 0); dot.setAttribute('r', y === null ? 0 : 3)
    })
    tip.textContent = data.text[low]
    svg.append(cross)
    svg.parentNode.append(tip)
    const left = at * zoom, room = box.width - tip.offsetWidth
    tip.style.left = Math.max(0, Math.min(room, left > box.width / 2 ? left - tip.offsetWidth - 12 : left + 12)) + 'px'
    tip.style.top = box.top - svg.parentNode.getBoundingClientRect().top + data.top * zoom + 'px'
  })
}
`.trim()
