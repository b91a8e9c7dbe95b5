import { HTTPException } from 'hono/http-exception'
import { BusyPage } from '../../views/errors/busy.tsx'
import { DiskFullPage } from '../../views/errors/disk-full.tsx'
import { NotFoundPage } from '../../views/errors/not-found.tsx'
import { ServerErrorPage } from '../../views/errors/server-error.tsx'
import { TooLargePage } from '../../views/errors/too-large.tsx'
import { Toast } from '../../views/parts/notes.tsx'
import type { Html } from '../../views/reader.ts'
import { isBusy, isDiskFull } from '../storage/client.ts'
import { show, wantsPiece } from './answers.ts'
import type { Visit } from './visit.ts'

/** What does not exist, and what this person may not see, look the same. */
export function notFound(c: Visit) {
  const { reader } = c.var
  if (wantsPiece(c)) return sayBriefly(c, reader.t('error.notFound.title'), 404)
  return show(c, { title: reader.t('error.notFound.title') }, NotFoundPage({ reader }), 404)
}

export function tooLarge(c: Visit) {
  const { reader, config } = c.var
  const page = TooLargePage({ reader, limitMegabytes: config.uploadLimitBytes / 1024 / 1024 })
  return show(c, { title: reader.t('error.tooLarge.title') }, page, 413)
}

/** The one handler of what a user cannot cause; it logs with an id that can be read over the telephone. */
export async function somethingWrong(error: Error, c: Visit) {
  if (error instanceof HTTPException) return error.getResponse()
  const { reader, requestId, log } = c.var
  if (!reader) throw error
  const { t } = reader
  if (isBusy(error)) {
    log.warn({ error, request: requestId }, 'database busy')
    c.header('Retry-After', '5')
    return await plainShow(c, t('error.busy.title'), BusyPage({ reader }), 503)
  }
  if (isDiskFull(error)) {
    log.error({ error, request: requestId }, 'disk full')
    return await plainShow(c, t('error.diskFull.title'), DiskFullPage({ reader }), 507)
  }
  log.error({ error, request: requestId, path: c.req.path }, 'program error')
  return await plainShow(c, t('error.server.title'), ServerErrorPage({ reader, incident: requestId }), 500)
}

/** A word for htmx, the page for everybody else, or its bare text when even the navigation cannot be read any more. */
async function plainShow(c: Visit, title: string, body: Html, status: 500 | 503 | 507) {
  try {
    if (wantsPiece(c)) return sayBriefly(c, title, status)
    return await show(c, { title }, body, status)
  } catch (error) {
    c.var.log.error({ error, request: c.var.requestId }, 'the page of trouble could not be drawn')
    return c.text(`${title} (${c.var.requestId})`, status)
  }
}

/** htmx leaves the page as it is on an error; this line is put among the toasts beside it. */
function sayBriefly(c: Visit, text: string, status: 404 | 500 | 503 | 507) {
  return c.html(Toast({ reader: c.var.reader, tone: 'late', text, partial: true }), status)
}
