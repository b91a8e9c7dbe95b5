import { HtmlValidate } from 'html-validate'
import { expect } from 'vitest'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5', { 'hx-partial': { flow: true, phrasing: true, permittedContent: ['@flow'] } }],
  rules: {
    // Matters of taste that the renderer decides.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    // Tables that become cards on a narrow screen keep their roles by saying them.
    'no-redundant-role': 'off',
    // A unit's or a campaign's name has its own length.
    'long-title': 'off',
    // Several ticks of one name are how a form sends several of a kind.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    'no-inline-style': 'error',
  },
})

/** The attributes of htmx 4 that exist without an extension; a misspelt one would do nothing, silently. */
const htmxAttributes = new Set(
  (
    'get post put patch delete query action method trigger target swap swap-oob select select-oob include vals headers ' +
    'confirm indicator disable sync boost push-url replace-url encoding validate config preserve ignore history-elt ' +
    'morph-skip morph-skip-children'
  ).split(' '),
)

/** The html of an answer, after checking what must hold for every page and every piece we serve. */
export async function page(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  expect(response.headers.get('content-type'), `an html answer, status ${response.status}`).toMatch(
    /^text\/html/,
  )
  const html = await response.text()
  const faults = [...(await faultsOf(html)), ...forbiddenIn(html)]
  if (faults.length) throw new Error(`faults of the page:\n${faults.join('\n')}`)
  return html
}

async function faultsOf(html: string) {
  const { results } = await validator.validateString(html)
  return results
    .flatMap((result) => result.messages)
    .map((m) => `${m.ruleId} at ${m.selector ?? m.line}: ${m.message}`)
}

/** What the content security policy would block, or htmx would not understand. */
function forbiddenIn(html: string): string[] {
  const faults: string[] = []
  for (const [tag, name = '', attributes = ''] of html.matchAll(
    /<([a-z][\w-]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi,
  )) {
    const names = [...attributes.matchAll(/([^\s="]+)(?:="[^"]*")?/g)].map((match) => match[1]!.toLowerCase())
    for (const attribute of names)
      if (isForbidden(attribute)) faults.push(`${attribute} in ${tag.slice(0, 120)}`)
    if (name === 'style' || (name === 'script' && !names.includes('src'))) faults.push(`inline ${name}`)
    if (/\shx-trigger="[^"]*\[/.test(attributes)) faults.push(`a trigger filter in ${tag.slice(0, 120)}`)
  }
  return faults
}

function isForbidden(attribute: string): boolean {
  if (attribute === 'style' || /^on\w/.test(attribute)) return true
  const [, name] = attribute.match(/^(?:data-)?hx-(.+?)(?::(?:inherited|append))*$/) ?? []
  return name !== undefined && !htmxAttributes.has(name) && !/^status:\w+$/.test(name)
}
