import { localTextOf } from '../domain/day.ts'
import { EXCEL_MARK, excelLine } from '../exports/csv.ts'
import { auditWord } from '../i18n/audit-words.ts'
import { type AuditFilter, type AuditRow, eachEvent } from '../storage/audit-log.ts'
import type { Visit } from './visit.ts'

/** The events that fit, for Excel, oldest first; sent as they are read, for there may be a million. */
export function exportAudit(c: Visit, filter: AuditFilter): Response {
  const { db, actor, reader, zone, today, log, requestId } = c.var
  const { t, language } = reader
  const heads = [
    ...['№', t('audit.when'), t('audit.who'), t('audit.deed'), 'deed', t('audit.subject'), 'subject'],
    ...[t('audit.change'), 'SHA-256'],
  ]
  const lineOf = (row: AuditRow) =>
    excelLine(
      [
        { count: row.seq },
        localTextOf(row.at, zone).slice(0, 19).replace('T', ' '),
        ...[row.actor, auditWord(language, 'deed', row.deed), row.deed],
        ...[auditWord(language, 'kind', row.subjectKind), row.subject],
        ...[JSON.stringify(row.detail), row.hash],
      ],
      zone,
    )
  const encoder = new TextEncoder()
  const parts = eachEvent(db.read, actor.tenant, filter)
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encoder.encode(EXCEL_MARK + excelLine(heads, zone))),
    async pull(stream) {
      try {
        const { value, done } = await parts.next()
        if (done) stream.close()
        else stream.enqueue(encoder.encode(value.map(lineOf).join('')))
      } catch (error) {
        log.error({ error, request: requestId }, 'the export of the log was cut off')
        stream.error(error)
      }
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return c.body(body, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="nhat-ky-${today}.csv"`,
    'Cache-Control': 'private, no-cache',
  })
}
