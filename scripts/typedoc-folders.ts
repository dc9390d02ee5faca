import { Application, Comment, CommentTag, Converter, type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc'
import type ts from 'typescript'
import { layers } from './architecture.ts'

/** How the folders of `src` are called in the API reference, in the order of the walk of the data. */
const titles: Readonly<Record<string, string>> = {
  market: 'Market data',
  indicators: 'Indicators',
  regimes: 'Regimes',
  learning: 'Learning',
  strategies: 'Strategies',
  engine: 'Backtests',
  metrics: 'Metrics',
  risk: 'Risk',
  portfolios: 'Portfolios',
  research: 'Research',
  execution: 'Execution',
  operations: 'Operations',
  reports: 'Reports',
  edge: 'Files and other systems',
  base: 'Foundations',
}

/** Groups the API reference by the folder that declares a name, so that it shows the same map as the sources; finds links. */
export function load(app: Application): void {
  const missing = Object.keys(layers).filter(folder => !(folder in titles))
  if (missing.length > 0) throw new Error(`no title for ${missing.join(', ')} in the API reference`)
  app.on(Application.EVENT_BOOTSTRAP_END, () => app.options.setValue('categoryOrder', Object.values(titles)))
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, context => {
    for (const reflection of context.project.getReflectionsByKind(ReflectionKind.ExportContainer)) {
      for (const child of (reflection as DeclarationReflection).children ?? []) {
        const title = titles[folderOf(context.getSymbolFromReflection(child)) ?? '']
        if (title === undefined) continue
        // What a function says stands at its signature; a second comment at the function would hide it.
        const owner = child.signatures?.[0] ?? child
        owner.comment ??= new Comment()
        owner.comment.removeTags('@category')
        owner.comment.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: title }]))
      }
    }
    linkPublicNames(context.project)
  })
}

/** A comment may link to any public name, also to one that its file does not import. */
function linkPublicNames(project: ProjectReflection): void {
  const modules = project.getReflectionsByKind(ReflectionKind.ExportContainer) as DeclarationReflection[]
  const names = new Map(modules.flatMap(({ children = [] }) => children).map(child => [child.name, child]))
  for (const { comment } of Object.values(project.reflections)) {
    for (const part of [...(comment?.summary ?? []), ...(comment?.blockTags ?? []).flatMap(({ content }) => content)]) {
      if (part.kind !== 'inline-tag' || part.target !== undefined) continue
      const target = names.get(part.text.trim())
      if (target !== undefined) part.target = target
    }
  }
}

/** The folder right under `src` that declares a symbol. */
function folderOf(symbol: ts.Symbol | undefined): string | undefined {
  return /\/src\/([^/]+)\//.exec(symbol?.declarations?.[0]?.getSourceFile().fileName ?? '')?.[1]
}
