/** A value of an expression in a peer's test: numbers, strings, truth values, nested lists, keyword arguments, calls that wait to be translated. */
export type PyValue = number | string | boolean | null | undefined | readonly PyValue[] | PyCall | PyKeywords

/** A call of a function of the peer. */
export interface PyCall {
  readonly call: string
  readonly args: readonly PyValue[]
  readonly keywords: PyKeywords
}

/** `dict(...)`, or the keyword arguments of a call. */
export type PyKeywords = { readonly [name: string]: PyValue }

const TOKENS = /\s*(?:(\d+\.?\d*(?:e-?\d+)?)|'([^']*)'|([A-Za-z_][\w.]*)|(\*\*|\[:\d+\]|[-+*(),=[\]]))/y

/** Functions that only wrap their first argument. */
const WRAPPERS = ['pd.Series', 'pd.DataFrame', 'np.array', 'np.asarray']

/**
 * Reads the few forms of Python in which the tests of the peer are written: literals, lists, tuples, names, calls with keywords, `+ - *`
 * between numbers and lists (element by element). Everything else is an error.
 */
export function evaluate(text: string, names: PyKeywords): PyValue {
  const parser = new Parser(tokenize(text), names)
  const value = parser.sum()
  parser.expectEnd()
  return value
}

type Token = { readonly kind: 'number' | 'string' | 'name' | 'sign'; readonly text: string }

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  TOKENS.lastIndex = 0
  const trimmed = text.trim()
  while (TOKENS.lastIndex < trimmed.length) {
    const at = TOKENS.lastIndex
    const found = TOKENS.exec(trimmed)
    if (found === null) throw new Error(`cannot read ${trimmed.slice(at)}`)
    const [, number, string, name, sign] = found
    if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (string !== undefined) tokens.push({ kind: 'string', text: string })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else tokens.push({ kind: 'sign', text: sign })
  }
  return tokens
}

class Parser {
  private readonly tokens: readonly Token[]
  private readonly names: PyKeywords
  private at = 0

  constructor(tokens: readonly Token[], names: PyKeywords) {
    this.tokens = tokens
    this.names = names
  }

  expectEnd(): void {
    if (this.at < this.tokens.length) throw new Error(`unexpected ${this.tokens[this.at].text}`)
  }

  sum(): PyValue {
    let left = this.product()
    for (;;) {
      if (this.accept('+')) left = combine(left, this.product(), (a, b) => a + b)
      else if (this.accept('-')) left = combine(left, this.product(), (a, b) => a - b)
      else return left
    }
  }

  private product(): PyValue {
    let left = this.unary()
    while (this.accept('*')) left = combine(left, this.unary(), (a, b) => a * b)
    return left
  }

  private unary(): PyValue {
    return this.accept('-') ? combine(0, this.unary(), (a, b) => a - b) : this.primary()
  }

  private primary(): PyValue {
    const { kind, text } = this.tokens[this.at++]
    if (kind === 'number') return Number(text)
    if (kind === 'string') return text
    if (kind === 'name') return this.accept('(') ? this.call(text) : this.slice(this.name(text))
    if (text === '[') return this.list(']')
    if (text === '(') return this.list(')')
    throw new Error(`unexpected ${text}`)
  }

  /** `name[:3]` is what comes first in it. */
  private slice(value: PyValue): PyValue {
    const count = /^\[:(\d+)\]$/.exec(this.tokens[this.at]?.text ?? '')?.[1]
    if (count === undefined) return value
    this.at++
    return (value as PyValue[]).slice(0, Number(count))
  }

  private list(end: string): PyValue[] {
    const values: PyValue[] = []
    while (!this.accept(end)) {
      values.push(this.sum())
      this.accept(',')
    }
    return values
  }

  private call(name: string): PyValue {
    const args: PyValue[] = []
    const keywords: Record<string, PyValue> = {}
    while (!this.accept(')')) {
      if (this.accept('**')) Object.assign(keywords, this.sum())
      else if (this.tokens[this.at + 1]?.text === '=') {
        const keyword = this.tokens[this.at].text
        this.at += 2
        keywords[keyword] = this.sum()
      } else args.push(this.sum())
      this.accept(',')
    }
    if (name === 'dict') return keywords
    return WRAPPERS.includes(name) ? args[0] : { call: name, args, keywords }
  }

  private name(name: string): PyValue {
    const constants: PyKeywords = { 'np.inf': Number.POSITIVE_INFINITY, 'np.nan': Number.NaN, True: true, False: false, None: null }
    if (name in constants) return constants[name]
    if (name in this.names) return this.names[name]
    // The index of a series says nothing that the tests need.
    if (name.endsWith('.index')) return null
    throw new Error(`unknown name ${name}`)
  }

  private accept(sign: string): boolean {
    const token = this.tokens[this.at]
    if (token?.kind !== 'sign' || token.text !== sign) return false
    this.at++
    return true
  }
}

function combine(a: PyValue, b: PyValue, operate: (a: number, b: number) => number): PyValue {
  if (Array.isArray(a)) return a.map(value => combine(value, b, operate))
  if (Array.isArray(b)) return b.map(value => combine(a, value, operate))
  return operate(Number(a), Number(b))
}
