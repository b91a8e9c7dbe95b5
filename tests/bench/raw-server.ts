import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { idOf, office, targetCode, tokenOf } from './names.ts'
import { type RawPages, readPages } from './raw-pages.ts'
import { type Asked, prepareAll, type Row } from './raw-queries.ts'
import { groupedSubmit, readFacts } from './raw-submit.ts'
import { SAMPLE } from './requests.ts'

const OF_TODAY = {
  campaign: office.campaign,
  today: '2022-09-07',
  week: '2022-09-05',
  due: '2022-09-09',
  soon: '2022-09-14',
}

/** What the tabs of the desk say beside the overdue. */
const COUNTED = [
  'warnedCount',
  'waitingCount',
  'extensionCount',
  'proposalCount',
  'owedCount',
  'missingCount',
] as const

/**
 * The raw limit: node:http and prepared statements, answering the bytes of our pages by concatenation. It looks after
 * the session and the counts of the navigation as we do, and leaves out all that a framework is for.
 */
export function serveRaw(folder: string) {
  const db = new Database(join(folder, 'camket.db'))
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'cache_size = -32000',
    'temp_store = MEMORY',
  ]) {
    db.pragma(pragma)
  }
  const { ask, deed } = prepareAll(db)
  const findSession = (token: string) => ask.session(createHash('sha256').update(token).digest('hex'))[0]!
  const pages = readPages(folder, ask, {
    ...OF_TODAY,
    unit: idOf('unit', SAMPLE.unit),
    code: targetCode(SAMPLE.unit, SAMPLE.target),
    post: findSession(tokenOf(SAMPLE.unit)),
  })
  const submit = groupedSubmit(db, { ask, deed })

  const server = createServer(async (request, response) => {
    const token = /camket=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const [, room, code = ''] = request.url!.split('/')
    if (request.method === 'GET') return send(response, pageOf(ask, pages, findSession(token), room!, code))
    const body = await bodyOf(request)
    const answer = (status: number, location: string) =>
      response.writeHead(status, { Location: location }).end()
    submit({ body, code, who: findSession(token), answer })
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as { port: number }).port })
  })
  process.once('SIGTERM', () => process.exit(0))
}

function pageOf(ask: Asked, pages: RawPages, post: Row, room: string, code: string): string {
  const given = { ...OF_TODAY, unit: post.unitId, office: office.unit }
  ask.campaigns()
  ask.calendar()
  ask.unread(post.id)
  if (room === 'my-work') {
    ask.toReport(given)
    for (const name of [
      'unitPlans',
      'unitExtensions',
      'unitReferences',
      'unitProposals',
      'unitDirections',
    ] as const) {
      ask[name](given)
    }
    return pages.work(post, ask.openTargets(given), ask.handed(given))
  }
  if (room === 'targets') {
    ask.overdueCount(given)
    const target = ask.target(code)[0]!
    for (const name of ['coordinators', 'proposals', 'reminders', 'children', 'direction'] as const)
      ask[name](target.id)
    return pages.target(target, readFacts(ask, String(target.id)))
  }
  ask.groups(given)
  ask.overdueByGroup(given)
  for (const name of COUNTED) ask[name](given)
  return pages.desk(ask.overdue(given))
}

function send(response: ServerResponse, html: string) {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
  })
  response.end(html)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text
}
