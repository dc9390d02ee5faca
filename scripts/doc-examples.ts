import ts from 'typescript'

/** A fenced block of code in a documentation comment or in Markdown. */
export interface Fence {
  /** Relative to the repository. */
  readonly path: string
  /** Line of the first line of code, counted from 1. */
  readonly line: number
  /** First word behind the fence, in lower case. */
  readonly language: string
  readonly code: string
}

/** A value that a trailing comment promises: `sma(...) // NaN, 1.5`. */
export interface Claim {
  /** Line within the code, counted from 0. */
  readonly line: number
  readonly text: string
}

/** A claim and what came instead; `actual` is undefined when the line was never reached. */
export interface Broken {
  readonly claim: Claim
  readonly actual: string | undefined
}

/** The name of the function through which rewritten examples report their values. */
export const witness = 'peakTradeExampleValue'

/** All fences of a Markdown file, or of the documentation comments of a TypeScript file. */
export function extractFences(path: string, text: string): Fence[] {
  const prefix = path.endsWith('.ts') ? /^\s*\* ?/ : /^/
  const fences: Fence[] = []
  let open: { indent: string; ticks: string; language: string; line: number; code: string[] } | undefined
  for (const [index, raw] of text.split('\n').entries()) {
    if (!prefix.test(raw)) {
      open = undefined
      continue
    }
    const line = raw.replace(prefix, '')
    const mark = /^(\s*)(`{3,}|~{3,})\s*(\S*)/.exec(line)
    if (open === undefined) {
      if (mark !== null) open = { indent: mark[1], ticks: mark[2], language: mark[3].toLowerCase(), line: index + 2, code: [] }
    } else if (mark !== null && mark[3] === '' && mark[2].startsWith(open.ticks)) {
      fences.push({ path, line: open.line, language: open.language, code: open.code.join('\n') })
      open = undefined
    } else {
      open.code.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line)
    }
  }
  return fences
}

/**
 * The code with every promised value reported to {@link witness}, on the lines where it was. Promised values stand in a comment
 * behind an expression, a `console.log` of one value, or the declaration of one constant, and are written out: numbers, strings,
 * `true`, lists, objects. Other comments promise nothing.
 */
export function collectClaims(code: string): { readonly code: string; readonly claims: readonly Claim[] } {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023, true)
  const claims: Claim[] = []
  const edits: { start: number; end: number; text: string }[] = []
  const visit = (node: ts.Node): void => {
    const subject = subjectOf(node)
    const text = subject === undefined ? undefined : commentBehind(code, node.end)
    if (subject !== undefined && text !== undefined && parseLiteral(text) !== undefined) {
      const value = subject.getText(file)
      const { line } = file.getLineAndCharacterOfPosition(node.end)
      const report = `${witness}(${claims.length}, (${value}));`
      claims.push({ line, text })
      if (ts.isExpressionStatement(node)) edits.push({ start: node.getStart(file), end: node.end, text: report })
      else edits.push({ start: node.end, end: node.end, text: `; ${report}` })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  let out = code
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) out = out.slice(0, start) + text + out.slice(end)
  return { code: out, claims }
}

/** Does a value keep what a comment promises? Numbers count to the decimals that are written; a list or a
 * string that ends in … is a beginning. */
export function keepsClaim(actual: unknown, text: string): boolean {
  const literal = parseLiteral(text)
  if (literal === undefined) return true
  const { elements, open } = literal
  if (elements.length === 1 && !open)
    return matches(actual, elements[0]) || (isList(actual) && actual.length === 1 && matches(actual[0], elements[0]))
  return (
    isList(actual) &&
    (open ? actual.length > elements.length : actual.length === elements.length) &&
    elements.every((element, k) => matches(actual[k], element))
  )
}

/** The commands of a shell fence, one per entry: prompts and comments removed, continued lines joined. */
export function extractCommands(code: string): string[] {
  return code
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map(line =>
      line
        .replace(/^\s*\$ /, '')
        .replace(/(^|\s)#.*$/, '')
        .trim(),
    )
    .filter(line => line !== '')
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  if (ArrayBuffer.isView(value) && isList(value))
    return `[${Array.from(value as ArrayLike<number>, String)
      .slice(0, 20)
      .join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' && !Number.isFinite(inner) ? String(inner) : inner))
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** What a comment behind this statement would speak of. */
function subjectOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isExpressionStatement(node)) {
    const { expression } = node
    if (ts.isCallExpression(expression) && expression.expression.getText() === 'console.log')
      return expression.arguments.length === 1 ? expression.arguments[0] : undefined
    return expression
  }
  if (!ts.isVariableStatement(node) || node.declarationList.declarations.length !== 1) return undefined
  const { name } = node.declarationList.declarations[0]
  return ts.isIdentifier(name) ? name : undefined
}

function commentBehind(code: string, position: number): string | undefined {
  const comment = ts.getTrailingCommentRanges(code, position)?.find(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia)
  return comment === undefined ? undefined : code.slice(comment.pos + 2, comment.end).trim()
}

/** The comment as the elements of a list, or undefined when it is prose. */
function parseLiteral(text: string): { elements: readonly ts.Expression[]; open: boolean } | undefined {
  const open = /,\s*(…|\.\.\.)$/.test(text)
  const source = `[${open ? text.replace(/,\s*(…|\.\.\.)$/, '') : text}]`
  const file = ts.createSourceFile('claim.ts', source, ts.ScriptTarget.ES2023, true)
  const [statement] = file.statements
  if (file.statements.length !== 1 || (file as ts.SourceFile & { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length > 0)
    return undefined
  if (!ts.isExpressionStatement(statement) || !ts.isArrayLiteralExpression(statement.expression)) return undefined
  const { elements } = statement.expression
  return elements.length > 0 && elements.every(isLiteral) ? { elements, open } : undefined
}

function isLiteral(node: ts.Expression): boolean {
  if (
    ts.isNumericLiteral(node) ||
    ts.isStringLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  )
    return true
  if (ts.isIdentifier(node)) return ['NaN', 'Infinity', 'undefined'].includes(node.text)
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken && isLiteral(node.operand)
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral)
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.every(property => ts.isPropertyAssignment(property) && isLiteral(property.initializer))
  )
}

function matches(actual: unknown, literal: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(literal))
    return (
      isList(actual) && actual.length === literal.elements.length && literal.elements.every((element, k) => matches(actual[k], element))
    )
  if (ts.isObjectLiteralExpression(literal)) {
    if (typeof actual !== 'object' || actual === null) return false
    const promised = literal.properties
      .filter(ts.isPropertyAssignment)
      .map(
        ({ name, initializer }) => [ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText(), initializer] as const,
      )
    return (
      promised.length === Object.keys(actual).length &&
      promised.every(([name, value]) => name in actual && matches((actual as Record<string, unknown>)[name], value))
    )
  }
  if (ts.isStringLiteral(literal))
    return (
      actual === literal.text || (literal.text.endsWith('…') && typeof actual === 'string' && actual.startsWith(literal.text.slice(0, -1)))
    )
  if (literal.kind === ts.SyntaxKind.NullKeyword) return actual === null
  const text = literal.getText()
  if (text === 'true' || text === 'false') return actual === (text === 'true')
  if (text === 'undefined') return actual === undefined
  return typeof actual === 'number' && sameNumber(actual, text.replaceAll('_', ''))
}

function sameNumber(actual: number, text: string): boolean {
  const promised = Number(text)
  if (Number.isNaN(promised) || !Number.isFinite(promised)) return Object.is(actual, promised)
  const decimals = /^-?\d*\.(\d+)$/.exec(text)?.[1].length
  if (decimals !== undefined) return Math.abs(actual - promised) <= 0.5 * 10 ** -decimals * (1 + 1e-9)
  return Math.abs(actual - promised) <= (text.includes('e') ? 1e-9 : 1e-14) * Math.abs(promised)
}

function isList(value: unknown): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}
