import { posix } from 'node:path'
import ts from 'typescript'

/** A source file; its path is relative to `src`, with forward slashes. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** A broken rule: where, and what to do. */
export interface Finding {
  readonly path: string
  readonly line: number
  readonly message: string
}

/** What a folder may import: folders, or `types:folder` for types only. */
export type Layers = Readonly<Record<string, readonly string[] | 'everything'>>

/** One import, export-from or `import()`. */
interface Reference {
  readonly specifier: string
  readonly line: number
  readonly typeOnly: boolean
}

/** Files that users import. They collect exports, so nothing inside may import them. */
export const entries: Readonly<Record<string, 'core' | 'everything'>> = {
  'index.ts': 'core',
  'testing.ts': 'core',
  'node.ts': 'everything',
  'bullmq.ts': 'everything',
  'ccxt.ts': 'everything',
}

/** The folder that may touch the world. */
export const edge = 'edge'

/** The layers of the house, from the bottom up. */
export const layers: Layers = {
  base: [],
  market: ['base'],
  metrics: ['base'],
  indicators: ['base', 'market'],
  learning: ['base', 'market'],
  regimes: ['base', 'market', 'metrics', 'indicators'],
  strategies: ['base', 'market', 'indicators', 'learning', 'regimes'],
  engine: ['base', 'market', 'metrics', 'indicators', 'strategies'],
  risk: ['base', 'market', 'engine'],
  portfolios: ['base', 'market', 'metrics', 'regimes', 'strategies', 'engine', 'risk'],
  research: ['base', 'market', 'metrics', 'regimes', 'strategies', 'engine', 'portfolios'],
  execution: ['base', 'market', 'strategies', 'engine', 'risk'],
  operations: ['base', 'market', 'engine', 'risk', 'portfolios', 'research', 'execution'],
  reports: ['base', 'market', 'metrics', 'engine', 'portfolios', 'research', 'execution', 'types:regimes', 'types:operations'],
  edge: 'everything',
}

/** The packages that the core may import. */
export const corePackages: readonly string[] = ['zod', 'decimal.js', 'simple-statistics', 'seedrandom']

/** Globals that are the world: clocks, chance, output, networks, the process. */
const world: readonly string[] = [
  ...[
    'console',
    'process',
    'globalThis',
    'global',
    'window',
    'self',
    'document',
    'navigator',
    'localStorage',
    'sessionStorage',
    'indexedDB',
  ],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'queueMicrotask', 'requestAnimationFrame'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'BroadcastChannel', 'crypto', 'performance'],
  ...['Buffer', 'require', 'module', 'exports', '__dirname', '__filename', 'Deno', 'Bun', 'eval', 'Function', 'alert'],
]

/** Methods whose answer depends on the time zone or the language of the machine. */
const local =
  /^(get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)|set(FullYear|Month|Date|Hours|Minutes|Seconds|Milliseconds)|toLocale\w*|toDateString|toTimeString|localeCompare)$/

/** Words that say nothing about what is in a file. */
const emptyWords: readonly string[] = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'shared', 'stuff']

/** Imports run as the layers say, relative ones end in `.ts`, and every folder is on the plan. */
export function checkLayers(sources: readonly Source[], allowed: Layers = layers): Finding[] {
  return sources.flatMap(source => {
    const from = layerOf(source.path)
    const may = from === undefined ? undefined : allowed[from]
    if (from !== undefined && may === undefined) return [finding(source, 1, `folder "${from}" is not in the table of layers`)]
    return referencesOf(source).flatMap(reference => {
      if (!reference.specifier.startsWith('.')) return []
      const target = resolve(source.path, reference.specifier)
      if (!target.endsWith('.ts')) return [finding(source, reference.line, `import '${reference.specifier}' needs its .ts extension`)]
      if (target.startsWith('..')) return [finding(source, reference.line, `import '${reference.specifier}' leaves src`)]
      const to = layerOf(target)
      if (to === undefined || to === from || may === 'everything') return []
      if (may === undefined)
        return entries[source.path] === 'core' && to === edge
          ? [finding(source, reference.line, `${source.path} is pure and cannot export from edge`)]
          : []
      if (may.includes(to) || (reference.typeOnly && may.includes(`types:${to}`))) return []
      return [finding(source, reference.line, `${from} may not import ${to}; it may import ${may.join(', ') || 'nothing'}`)]
    })
  })
}

/** Nothing inside src imports what is made for users, and an entry does nothing but export. */
export function checkEntries(sources: readonly Source[]): Finding[] {
  return sources.flatMap(source => {
    const found = referencesOf(source)
      .filter(
        ({ specifier }) => specifier === 'peak-trade' || specifier.startsWith('peak-trade/') || isEntry(resolve(source.path, specifier)),
      )
      .map(({ specifier, line }) => finding(source, line, `'${specifier}' is an entry for users; import the file that declares it`))
    if (layerOf(source.path) !== undefined) return found
    if (!(source.path in entries)) return [...found, finding(source, 1, `${source.path} is not an entry; it belongs into a folder`)]
    const file = parse(source)
    const logic = file.statements.filter(statement => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined))
    return [...found, ...logic.map(statement => finding(source, lineOf(file, statement), 'an entry only exports from other files'))]
  })
}

/** No file reaches itself through its imports, types included. */
export function checkCycles(sources: readonly Source[]): Finding[] {
  const graph = new Map(sources.map(source => [source.path, referencesOf(source).map(({ specifier }) => resolve(source.path, specifier))]))
  const done = new Set<string>()
  const trail: string[] = []
  const found: Finding[] = []
  const visit = (path: string): void => {
    const start = trail.indexOf(path)
    if (start >= 0) {
      found.push({ path, line: 1, message: `imports itself: ${[...trail.slice(start), path].join(' → ')}` })
      return
    }
    if (done.has(path)) return
    trail.push(path)
    for (const next of graph.get(path) ?? []) visit(next)
    trail.pop()
    done.add(path)
  }
  for (const path of graph.keys()) visit(path)
  return found
}

/** Outside of edge there is no clock, no chance, no output, no network, no time zone and no Node. */
export function checkPurity(sources: readonly Source[]): Finding[] {
  return sources.filter(isPure).flatMap(source => {
    const file = parse(source)
    const found: Finding[] = []
    const report = (node: ts.Node, what: string) =>
      found.push(finding(source, lineOf(file, node), `${what} is the world; only edge may touch it`))
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && world.includes(node.text) && isGlobal(node)) report(node, node.text)
      else if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) report(node, 'import.meta')
      else if (ts.isPropertyAccessExpression(node)) {
        const text = `${node.expression.getText(file)}.${node.name.text}`
        if (text === 'Math.random' || text === 'Date.now') report(node, text)
        else if (local.test(node.name.text)) report(node, `.${node.name.text} (the time zone or language of the machine)`)
      } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(file) === 'Date') {
        const count = node.arguments?.length ?? 0
        if (ts.isCallExpression(node) || count === 0) report(node, 'Date without a time (the clock)')
        else if (count > 1) report(node, 'Date from parts (the time zone of the machine)')
      } else if (
        ts.isCallExpression(node) &&
        node.expression.kind === ts.SyntaxKind.ImportKeyword &&
        !ts.isStringLiteralLike(node.arguments[0])
      )
        report(node, 'import() of a computed name')
      ts.forEachChild(node, visit)
    }
    visit(file)
    for (const { specifier, line } of referencesOf(source))
      if (specifier.startsWith('node:')) found.push(finding(source, line, `'${specifier}' is the world; only edge may touch it`))
    return found
  })
}

/** The core imports a handful of packages; whatever else is imported is declared in package.json. */
export function checkPackages(sources: readonly Source[], declared: readonly string[]): Finding[] {
  return sources.flatMap(source =>
    referencesOf(source).flatMap(({ specifier, line }) => {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) return []
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
      if (isPure(source) && !corePackages.includes(name))
        return [finding(source, line, `the core may import ${corePackages.join(', ')}, not '${name}'`)]
      return declared.includes(name) ? [] : [finding(source, line, `'${name}' is not in the dependencies of package.json`)]
    }),
  )
}

/** Names say what is inside, in kebab-case. */
export function checkNames(paths: readonly string[]): Finding[] {
  return paths.flatMap(path =>
    path.split('/').flatMap(part => {
      const name = part.replace(/\.ts$/, '')
      const word = name.split(/[-.]/).find(candidate => emptyWords.includes(candidate.toLowerCase()))
      if (word !== undefined) return [{ path, line: 1, message: `"${word}" in a name says nothing; name the one concept inside` }]
      return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? [] : [{ path, line: 1, message: `"${name}" is not kebab-case` }]
    }),
  )
}

/** Every export has one name everywhere. */
export function checkDefaultExports(sources: readonly Source[]): Finding[] {
  return sources.flatMap(source => {
    const file = parse(source)
    const isDefault = (statement: ts.Statement) =>
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) ||
      (ts.isExportDeclaration(statement) &&
        statement.exportClause !== undefined &&
        ts.isNamedExports(statement.exportClause) &&
        statement.exportClause.elements.some(({ name }) => name.text === 'default'))
    return file.statements.filter(isDefault).map(statement => finding(source, lineOf(file, statement), 'default export; give it a name'))
  })
}

/**
 * Every file with logic has a test at the mirrored place. `elsewhere` names the test of files that are tested from further away.
 *
 * @param tests - Paths relative to `test`.
 */
export function checkTests(
  sources: readonly Source[],
  tests: readonly string[],
  elsewhere: Readonly<Record<string, string>> = {},
): Finding[] {
  return sources.filter(hasLogic).flatMap(source => {
    const test = elsewhere[source.path] ?? source.path.replace(/\.ts$/, '.test.ts')
    return tests.includes(test) ? [] : [finding(source, 1, `has no test at test/${test}`)]
  })
}

/** Files longer than `limit` lines hold a second concept. */
export function checkSizes(sources: readonly Source[], limit: number): Finding[] {
  return sources
    .filter(source => linesOf(source) > limit)
    .map(source => finding(source, limit, `${linesOf(source)} lines, more than ${limit}; what is the second concept?`))
}

/** Number of lines of a file. */
export function linesOf({ text }: Source): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

/** True when a file is more than types, exports from other files and constants that are written out. */
export function hasLogic(source: Source): boolean {
  if (isEntry(source.path)) return false
  let found = false
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return
    if (
      ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isBinaryExpression(node)
    )
      found = true
    if (!found) ts.forEachChild(node, visit)
  }
  visit(parse(source))
  return found
}

function isEntry(path: string): boolean {
  return path in entries || posix.basename(path) === 'index.ts'
}

function isPure(source: Source): boolean {
  const layer = layerOf(source.path)
  return layer === undefined ? entries[source.path] !== 'everything' : layer !== edge
}

/** The folder right under src; undefined for files that lie in src itself. */
function layerOf(path: string): string | undefined {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined
}

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), specifier)) : specifier
}

function referencesOf(source: Source): Reference[] {
  const file = parse(source)
  const found: Reference[] = []
  const visit = (node: ts.Node): void => {
    const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
      if (specifier !== undefined && ts.isStringLiteralLike(specifier))
        found.push({ specifier: specifier.text, line: lineOf(file, node), typeOnly })
    }
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly || everyIsType(node.exportClause))
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && everyIsType(clause.namedBindings))
}

function everyIsType(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  return (
    names !== undefined &&
    (ts.isNamedImports(names) || ts.isNamedExports(names)) &&
    names.elements.length > 0 &&
    names.elements.every(name => name.isTypeOnly)
  )
}

/** True for a name that is read and that no scope around it declares. */
function isGlobal(name: ts.Identifier): boolean {
  const { parent } = name
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return false
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent))
    return false
  if (ts.isBindingElement(parent) && parent.propertyName === name) return false
  if ((parent as ts.Node & { name?: ts.Node }).name === name && !ts.isShorthandPropertyAssignment(parent)) return false
  for (let scope: ts.Node | undefined = parent; scope !== undefined; scope = scope.parent)
    if (declaredIn(scope).includes(name.text)) return false
  return true
}

function declaredIn(scope: ts.Node): string[] {
  const names: string[] = []
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text)
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name)
  }
  const variables = (list: ts.VariableDeclarationList) =>
    list.declarations.forEach(({ name }) => {
      bind(name)
    })
  if (ts.isFunctionLike(scope)) for (const parameter of scope.parameters) bind(parameter.name)
  if (
    (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) &&
    scope.initializer !== undefined &&
    ts.isVariableDeclarationList(scope.initializer)
  )
    variables(scope.initializer)
  if (ts.isCatchClause(scope) && scope.variableDeclaration !== undefined) bind(scope.variableDeclaration.name)
  if (ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope)) {
    for (const statement of scope.statements) {
      if (ts.isVariableStatement(statement)) variables(statement.declarationList)
      else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined)
        names.push(statement.name.text)
      else if (ts.isImportDeclaration(statement)) {
        const clause = statement.importClause
        if (clause?.name !== undefined) names.push(clause.name.text)
        if (clause?.namedBindings !== undefined) {
          if (ts.isNamespaceImport(clause.namedBindings)) names.push(clause.namedBindings.name.text)
          else for (const element of clause.namedBindings.elements) names.push(element.name.text)
        }
      }
    }
  }
  return names
}

const parsed = new WeakMap<Source, ts.SourceFile>()

function parse(source: Source): ts.SourceFile {
  const known = parsed.get(source)
  if (known !== undefined) return known
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.ES2023, true)
  parsed.set(source, file)
  return file
}

function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}

function finding(source: Source, line: number, message: string): Finding {
  return { path: source.path, line, message }
}
