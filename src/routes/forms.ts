import { isRecordId } from '../domain/record-id.ts'
import type { Kept, Visit } from './visit.ts'

/** A form as it came: text fields by name, and files. Names and values are data, never property names. */
export interface Form {
  text(name: string): string
  texts(name: string): string[]
  files(name: string): File[]
  fields: Kept
}

const KEPT_LIMIT = 64 * 1024
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i

export function isFormPost(c: Visit): boolean {
  return c.req.method === 'POST' && FORM_TYPES.test(c.req.header('Content-Type') ?? '')
}

/** Reads a posted form; undefined for what is no form or cannot be read as one. */
export async function readForm(c: Visit): Promise<Form | undefined> {
  if (!isFormPost(c)) return undefined
  try {
    return formOf([...(await c.req.formData()).entries()])
  } catch {
    return undefined
  }
}

export function formOf(entries: [string, string | File][]): Form {
  const fields = entries.flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value: clean(value) }] : [],
  )
  return {
    fields,
    text: (name) => fields.find((field) => field.name === name)?.value.trim() ?? '',
    texts: (name) => fields.filter((field) => field.name === name).map((field) => field.value.trim()),
    // A browser sends an empty file where none was chosen.
    files: (name) =>
      entries.flatMap(([key, value]) => (key === name && isChosen(value) ? [value as File] : [])),
  }
}

/** The typed text of a form whose sender must sign in again; passwords and files are not carried. */
export async function keepTyped(c: Visit): Promise<Kept> {
  const form = await readForm(c)
  const fields = form?.fields.filter((field) => field.name !== 'password') ?? []
  const size = fields.reduce((sum, field) => sum + field.name.length + Buffer.byteLength(field.value), 0)
  return size <= KEPT_LIMIT ? fields : []
}

/** The fields kept over a sign-in, as a form. */
export function keptForm(c: Visit): Form | undefined {
  const kept = c.env?.kept
  return kept?.length ? formOf(kept.map((field) => [field.name, field.value])) : undefined
}

const isChosen = (value: string | File) => typeof value !== 'string' && (value.size > 0 || value.name !== '')

/** Composed letters, no lone surrogates and no control characters but line ends and tabs. */
function clean(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  )
}

export function readId(text: string): string | undefined {
  const id = text.toLowerCase()
  return isRecordId(id) ? id : undefined
}

/** The version of what was on the screen; null where none came along that can be read. */
export function versionIn(form: Form): number | null {
  const text = form.text('version')
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** Whether the form is about this version; one that names none is about what stands. */
export const isAbout = (form: Form, version: number) => ['', String(version)].includes(form.text('version'))

export function choose<const Options extends readonly string[]>(
  text: string,
  options: Options,
): Options[number] | null {
  return options.includes(text) ? text : null
}
