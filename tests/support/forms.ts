/** A form's fields by name; several values for boxes and lists. */
export type Fields = Record<string, string | string[]>

interface FoundForm {
  action: string
  multipart: boolean
  fields: Record<string, string[]>
}

/** The posting form of a page whose action contains `part` (else the only one outside the header), as it stands. */
export function formOn(html: string, path: string, part?: string): FoundForm {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .map(([, tag = '', inside = '']) => ({ attributes: attributesOf(tag), inside }))
    .filter(({ attributes }) => attributes.method?.toLowerCase() === 'post')
    .filter(({ attributes }) =>
      part
        ? attributes.action?.includes(part)
        : !/\/(logout|account\/(theme|language))$/.test(attributes.action ?? ''),
    )
  const [form] = forms
  if (!form || forms.length > 1) throw new Error(`${forms.length} forms ${part ?? ''} on ${path}`)
  return {
    action: form.attributes.action ?? path,
    multipart: form.attributes.enctype === 'multipart/form-data',
    fields: fieldsOf(form.inside),
  }
}

function fieldsOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const { name, value } of [...inputsIn(html), ...textsIn(html), ...listsIn(html)]) {
    if (name) fields[name] = [...(fields[name] ?? []), value]
  }
  return fields
}

const notSent = ['submit', 'file', 'button', 'reset']

function inputsIn(html: string) {
  return [...html.matchAll(/<input\b([^>]*)>/g)].flatMap(([, tag = '']) => {
    const { name, type = 'text', value, ...rest } = attributesOf(tag)
    const isBox = type === 'radio' || type === 'checkbox'
    if ('disabled' in rest || notSent.includes(type) || (isBox && !('checked' in rest))) return []
    return [{ name, value: value ?? (isBox ? 'on' : '') }]
  })
}

function textsIn(html: string) {
  return [...html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(([, tag = '', text = '']) => ({
    name: attributesOf(tag).name,
    value: decode(text).replace(/^\n/, ''),
  }))
}

function listsIn(html: string) {
  return [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(([, tag = '', inside = '']) => {
    const options = [...inside.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, option = '', text = '']) => {
      const attributes = attributesOf(option)
      return { selected: 'selected' in attributes, value: attributes.value ?? decode(text).trim() }
    })
    const chosen = options.find((option) => option.selected) ?? options[0]
    return chosen ? [{ name: attributesOf(tag).name, value: chosen.value }] : []
  })
}

function attributesOf(tag: string): Record<string, string> {
  const found = tag.matchAll(/([\w:.-]+)(?:="([^"]*)")?/g)
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name.toLowerCase(), decode(value)]),
  )
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)
}
