const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text that means itself inside HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  // Control characters are no valid HTML, not even as entities.
  return text.replace(/[&<>"']/g, character => ENTITIES[character]).replace(/\p{Cc}/gu, keepSpace)
}

/** The same for prose: dates do not break at their hyphens. */
export function escapeProse(text: string): string {
  return escapeHtml(text).replace(/\d{4}-\d\d-\d\d( \d\d:\d\d)?/g, '<span class="date">$&</span>')
}

/** Text that means itself inside Markdown, on one line: also in a table cell. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>|~$]/g, '\\$&')
    .replace(/^(\s*\d*)([#+.)-]|#+)(?=\s|$)/, '$1\\$2')
    .replace(/&(?=#?\w+;)/g, '\\&')
}

/** JSON that cannot close the script element around it. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function keepSpace(character: string): string {
  return character === '\n' || character === '\t' || character === '\r' ? character : '\uFFFD'
}
