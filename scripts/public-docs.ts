import { posix } from 'node:path'
import ts from 'typescript'
import type { Finding, Source } from './architecture.ts'

/** What users can import from an entry. */
export interface PublicName {
  readonly entry: string
  readonly name: string
  /** `value` for functions, classes and constants, `type` for interfaces and type aliases. */
  readonly kind: 'value' | 'type'
  readonly path: string
  readonly line: number
  readonly summary: string
  readonly examples: readonly string[]
}

/** Every export of the entries with its documentation; packages outside and what is `@internal` are not looked at. */
export function listPublicNames(sources: readonly Source[], entries: readonly string[]): PublicName[] {
  const files = new Map(sources.map(({ path, text }) => [`/${path}`, ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.ES2023, true)]))
  const host: ts.CompilerHost = {
    fileExists: path => files.has(path),
    readFile: path => files.get(path)?.text,
    getSourceFile: path => files.get(path),
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: path => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const path = posix.join(posix.dirname(from), text)
        return {
          resolvedModule: text.startsWith('.') && files.has(path) ? { resolvedFileName: path, extension: ts.Extension.Ts } : undefined,
        }
      }),
  }
  const options: ts.CompilerOptions = {
    noLib: true,
    types: [],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    allowImportingTsExtensions: true,
    noEmit: true,
  }
  const program = ts.createProgram({ rootNames: entries.map(entry => `/${entry}`), options, host })
  const checker = program.getTypeChecker()
  return entries.flatMap(entry => {
    const file = program.getSourceFile(`/${entry}`)
    const module = file === undefined ? undefined : checker.getSymbolAtLocation(file)
    return module === undefined ? [] : checker.getExportsOfModule(module).flatMap(symbol => describe(symbol, entry, checker))
  })
}

/** Every public name says what it is; what can be called or constructed or used also shows how, in a `ts` fence. */
export function checkPublicDocs(names: readonly PublicName[]): Finding[] {
  return names.flatMap(({ entry, name, kind, path, line, summary, examples }) => {
    const found: Finding[] = []
    if (summary === '') found.push({ path, line, message: `${name} (exported by ${entry}) has no documentation` })
    if (kind === 'value' && examples.length === 0) found.push({ path, line, message: `${name} (exported by ${entry}) has no @example` })
    for (const example of examples)
      if (!example.includes('```ts\n')) found.push({ path, line, message: `the @example of ${name} has no ts fence` })
    return found
  })
}

function describe(symbol: ts.Symbol, entry: string, checker: ts.TypeChecker): PublicName[] {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const declaration = target.declarations?.[0]
  if (declaration === undefined) return []
  const file = declaration.getSourceFile()
  const all = target.getJsDocTags(checker)
  if (all.some(tag => tag.name === 'internal')) return []
  const tags = all.filter(tag => tag.name === 'example')
  return [
    {
      entry,
      name: symbol.name,
      kind: target.flags & ts.SymbolFlags.Value ? 'value' : 'type',
      path: file.fileName.slice(1),
      line: file.getLineAndCharacterOfPosition(declaration.getStart(file)).line + 1,
      summary: ts.displayPartsToString(target.getDocumentationComment(checker)).trim(),
      examples: tags.map(tag => ts.displayPartsToString(tag.text)),
    },
  ]
}
