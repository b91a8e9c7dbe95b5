import { Hono } from 'hono'
import { AuditList, AuditPage, type AuditProps } from '../../views/admin/audit.tsx'
import type { ChainProps } from '../../views/admin/audit-chain.tsx'
import { addDays, instantOf } from '../domain/day.ts'
import { findChainHead } from '../storage/audit.ts'
import { type AuditFilter, listEvents } from '../storage/audit-log.ts'
import { loadAuditNames } from '../storage/audit-names.ts'
import { administratorsOnly } from './admin.ts'
import { redraw } from './answers.ts'
import { type AskedAudit, askedAudit, auditPath, queryOf } from './audit-asked.ts'
import { checkChain } from './audit-check.ts'
import { entryOf, subjectWords } from './audit-entries.ts'
import { exportAudit } from './audit-export.ts'
import { addressOf } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const adminAuditRoutes = new Hono<House>()

adminAuditRoutes.use(administratorsOnly)

const EVENTS_A_PAGE = 50

adminAuditRoutes.get('/', async (c) => {
  const asked = askedAudit(c)
  const props = await loadPage(c, asked)
  const page = { title: c.var.reader.t('audit.title'), here: auditPath, wide: true }
  return await redraw(c, page, AuditList(props), () => AuditPage(props))
})

adminAuditRoutes.get('/export', (c) => exportAudit(c, filterOf(c, askedAudit(c))))

/** Days of the office's zone as moments. */
function filterOf({ var: { zone } }: Visit, asked: AskedAudit): AuditFilter {
  const { q, who, group, about, from, to } = asked
  return {
    ...{ q, who, group, about },
    from: from ? instantOf(from, '00:00', zone) : null,
    to: to ? instantOf(addDays(to, 1), '00:00', zone) : null,
  }
}

async function loadPage(c: Visit, asked: AskedAudit): Promise<AuditProps> {
  const { reader, db, actor } = c.var
  const found = await listEvents(db.read, actor.tenant, filterOf(c, asked), {
    before: asked.before,
    size: EVENTS_A_PAGE,
  })
  const names = await loadAuditNames(db.read, actor.tenant, found.rows)
  const query = queryOf(asked)
  const isFull = found.rows.length === EVENTS_A_PAGE
  return {
    reader,
    action: reader.at(auditPath),
    typed: asked.typed,
    wrongDays: asked.wrongDays,
    only: asked.about && {
      words: subjectWords(reader, asked.about),
      fields: [
        { name: 'kind', value: asked.about.kind },
        { name: 'subject', value: asked.about.subject },
      ],
      clearHref: addressOf(c, auditPath, { ...query, kind: null, subject: null }),
    },
    entries: found.rows.map((row) => entryOf(c, row, names)),
    searchedTo: found.next !== null && !isFull ? found.next : null,
    next: found.next === null ? null : addressOf(c, auditPath, { ...query, before: found.next }),
    first: asked.before === null ? null : addressOf(c, auditPath, query),
    csvHref: addressOf(c, `${auditPath}/export`, query),
    chain: await loadChain(c, asked),
  }
}

async function loadChain(c: Visit, asked: AskedAudit): Promise<ChainProps> {
  const { reader, db, actor } = c.var
  const head = await findChainHead(db.read, actor.tenant)
  const kept = Object.entries(queryOf(asked)).flatMap(([name, value]) => (value ? [{ name, value }] : []))
  return {
    reader,
    action: reader.at(auditPath),
    kept,
    head: head ?? { seq: 0, hash: '–' },
    check: c.req.query('verify') === '1' ? await checkChain(c) : null,
  }
}
