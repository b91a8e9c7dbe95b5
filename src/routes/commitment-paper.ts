import { Hono } from 'hono'
import { CommitmentPaperPage } from '../../views/commitments/paper.tsx'
import { pledgePaper } from '../../views/papers/pledge.ts'
import { unamended } from '../domain/amendment.ts'
import { isUnsigned } from '../domain/commitment.ts'
import { yearOf } from '../domain/years.ts'
import { listSignedAnnexes } from '../storage/amendments.ts'
import type { FoundCommitment } from '../storage/commitments.ts'
import { loadLetterhead } from '../storage/summaries/letterhead.ts'
import { show } from './answers.ts'
import { findHere, isSigned } from './commitment-page.ts'
import { type PaperFormat, sendPaper } from './office-paper.ts'
import type { House, Visit } from './visit.ts'

/** The paper that both sides sign: on the screen, as a document, as PDF. */
export const commitmentPaperRoutes = new Hono<House>()

commitmentPaperRoutes.get('/:code/print', async (c) => {
  const found = await findHere(c)
  if (!found) return await c.notFound()
  const { code, state } = found.row
  const { reader } = c.var
  const paper = await paperOf(c, found)
  const body = CommitmentPaperPage({ reader, code, isSigned: !isUnsigned(state), paper })
  return await show(c, { title: reader.t('commitment.printTitle', { code }), here: '/commitments' }, body)
})

commitmentPaperRoutes.get('/:code/print.docx', (c) => sendAs(c, 'docx'))
commitmentPaperRoutes.get('/:code/print.pdf', (c) => sendAs(c, 'pdf'))

async function sendAs(c: Visit, format: PaperFormat) {
  const found = await findHere(c)
  if (!found) return await c.notFound()
  const { row, upper } = found
  return await sendPaper(c, await paperOf(c, found), format, {
    ...{ name: row.code, author: upper.name, at: c.var.now },
  })
}

async function paperOf(c: Visit, { row, campaign, unit, upper, groups, targets }: FoundCommitment) {
  const { db, actor, zone, today } = c.var
  const annexes = await listSignedAnnexes(db.read, row)
  return pledgePaper(
    {
      ...row,
      isUnsigned: isUnsigned(row.state),
      planYear: campaign.planYear,
      lastYear: yearOf(campaign.endOn),
      unitName: unit.name,
      upperName: upper.name,
      letterhead: await loadLetterhead(db.read, actor.tenant, upper.id),
      weekly: { weekday: campaign.weeklyDueWeekday, time: campaign.weeklyDueTime },
      groups,
      targets: targets.filter(isSigned).map((one) => unamended(one, annexes)),
      annexes,
      today,
    },
    zone,
  )
}
