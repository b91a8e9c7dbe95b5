import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface Delivered {
  from: string
  to: string[]
  header(name: string): string | undefined
  body: string
  /** What was attached, in order. */
  files: { name: string; type: string; bytes: Buffer }[]
}

export interface PostOffice {
  port: number
  url: string
  /** What has arrived, in order. */
  delivered: Delivered[]
  /** How many conversations were begun. */
  connections(): number
  close(): Promise<void>
}

type Refuse = (to: string, attempt: number) => number | undefined

/** A real mail server on a free port; `refuse` gives the code with which a recipient is refused. */
export async function openPostOffice({
  port = 0,
  refuse,
}: {
  port?: number
  refuse?: Refuse
} = {}): Promise<PostOffice> {
  const delivered: Delivered[] = []
  let [attempts, connections] = [0, 0]
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onConnect(_, done) {
      connections += 1
      done()
    },
    onRcptTo({ address }, _, done) {
      attempts += 1
      const code = refuse?.(address, attempts)
      done(code ? Object.assign(new Error('No such mailbox here'), { responseCode: code }) : null)
    },
    onData(stream, { envelope }, done) {
      void text(stream).then((source) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        delivered.push({ from, to: envelope.rcptTo.map(({ address }) => address), ...read(source) })
        done()
      })
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => {})
  const { port: heard } = await new Promise<AddressInfo>((listening) => {
    const listener = server.listen(port, '127.0.0.1', () => listening(listener.address() as AddressInfo))
  })
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  onTestFinished(close)
  return { port: heard, url: `smtp://127.0.0.1:${heard}`, delivered, connections: () => connections, close }
}

/** A letter as its reader sees it: header lines put together and decoded, the text, and what is attached to it. */
function read(source: string): Pick<Delivered, 'header' | 'body' | 'files'> {
  const { header, content } = readPart(source)
  const boundary = /^multipart\/mixed;.*boundary="([^"]+)"/.exec(header('Content-Type') ?? '')?.[1]
  if (boundary === undefined) return { header, body: textOf(source), files: [] }
  const [text = '', ...rest] = content.split(`--${boundary}`).slice(1, -1)
  return { header, body: textOf(text.trimStart()), files: rest.map((part) => fileOf(part.trimStart())) }
}

function textOf(source: string): string {
  const { header, content } = readPart(source)
  const body = Buffer.from(content.trim(), 'utf8').toString()
  return decodeBody(body, header('Content-Transfer-Encoding')).replace(/\r\n/g, '\n').trimEnd()
}

function fileOf(source: string) {
  const { header, content } = readPart(source)
  const name = /^attachment; filename="?([^";]+)"?$/.exec(header('Content-Disposition') ?? '')?.[1] ?? ''
  const type = (header('Content-Type') ?? '').replace(/; name=.*$/, '')
  return { name, type, bytes: Buffer.from(content, 'base64') }
}

/** One part: its header lines, and what follows them. */
function readPart(source: string) {
  const end = source.indexOf('\r\n\r\n')
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const header = (name: string) => {
    const line = lines.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}: `))
    return line && decodeWords(line.slice(name.length + 2))
  }
  return { header, content: source.slice(end + 4) }
}

function decodeWords(line: string): string {
  const joined = line.replace(/\?=\s+=\?/g, '?==?')
  const bytes = joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('latin1')
      : word
          .replace(/_/g, ' ')
          .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number(`0x${hex}`))),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function decodeBody(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
