import type { Hono } from 'hono'
import type { House } from '../../src/routes/visit.ts'
import { type Fields, formOn } from './forms.ts'
import { page } from './page.ts'

type Headers = Record<string, string>
export interface More {
  files?: Record<string, File | File[]>
  headers?: Headers
}

/** One browser: it keeps its cookies, says where its posts come from, and follows nothing by itself. */
export interface Visitor {
  get(path: string, headers?: Headers): Promise<Response>
  /** Posts a form; a field may be given several times; with files it is multipart. */
  post(path: string, fields: Fields, more?: More): Promise<Response>
  /** The same as htmx asks, for a piece of the page. */
  htmx: Pick<Visitor, 'get' | 'post'>
  /**
   * Opens a page, checks it, and sends the form on it as a browser without script would: hidden fields and what is
   * already filled in go along. `button` is its name=value; `form` a part of the form's action where there are several.
   */
  fillIn(path: string, fields: Fields, more?: More & { form?: string; button?: string }): Promise<Response>
}

const piece = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
const connection = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }

const receivers = new WeakMap<Response, Visitor>()

/** The checked page behind a 303: what the browser that got the answer shows next. */
export async function follow(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  const location = response.headers.get('location')
  const visitor = receivers.get(response)
  if (!visitor || response.status !== 303 || !location) {
    throw new Error(`a 303 was expected, not ${response.status}: ${(await response.text()).slice(0, 300)}`)
  }
  return await page(visitor.get(location))
}

export function visitorOf(app: Hono<House>, signIn?: () => Promise<string>): Visitor {
  const cookies = new Map<string, string>()
  let signedIn: Promise<void> | undefined

  async function send(path: string, init: RequestInit & { headers: Headers }) {
    signedIn ??= signIn?.().then((token) => void cookies.set('camket', token))
    await signedIn
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie && { Cookie: cookie }), ...init.headers }
    const answer = await app.request(path, { ...init, headers }, connection)
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    receivers.set(answer, visitor)
    return answer
  }
  const get: Visitor['get'] = (path, headers = {}) => send(path, { headers })
  const post: Visitor['post'] = (path, fields, { files, headers = {} } = {}) => {
    const body = files ? multipart(fields, files) : new URLSearchParams(pairs(fields))
    return send(path, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } })
  }
  const visitor: Visitor = {
    get,
    post,
    htmx: {
      get: (path, headers) => get(path, { ...piece, ...headers }),
      post: (path, fields, more) => post(path, fields, { ...more, headers: { ...piece, ...more?.headers } }),
    },
    async fillIn(path, fields, { form, button, ...more } = {}) {
      const found = formOn(await page(get(path)), path, form)
      const [name, value = ''] = button?.split('=') ?? []
      const filled = { ...found.fields, ...fields, ...(name && { [name]: value }) }
      const files = found.multipart ? { files: more.files ?? {} } : {}
      return await post(found.action, filled, { ...more, ...files })
    },
  }
  return visitor
}

function keep(cookies: Map<string, string>, line: string) {
  const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
  if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}

function pairs(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
}

function multipart(fields: Fields, files: Record<string, File | File[]>): FormData {
  const body = new FormData()
  for (const [name, value] of pairs(fields)) body.append(name, value)
  for (const [name, value] of Object.entries(files))
    for (const file of [value].flat()) body.append(name, file)
  return body
}
