import { account } from './en/account.ts'
import { admin } from './en/admin.ts'
import { behalf } from './en/behalf.ts'
import { clock } from './en/clock.ts'
import { commitment } from './en/commitment.ts'
import { common } from './en/common.ts'
import { desk } from './en/desk.ts'
import { direction } from './en/direction.ts'
import { extension } from './en/extension.ts'
import { form } from './en/form.ts'
import { leader } from './en/leader.ts'
import { meeting } from './en/meeting.ts'
import { notice } from './en/notice.ts'
import { overview } from './en/overview.ts'
import { proposal } from './en/proposal.ts'
import { reminder } from './en/reminder.ts'
import { review } from './en/review.ts'
import { sheet } from './en/sheet.ts'
import { status } from './en/status.ts'
import { target } from './en/target.ts'
import { update } from './en/update.ts'
import { warning } from './en/warning.ts'
import { weekly } from './en/weekly.ts'
import { work } from './en/work.ts'

export const en = {
  ...common,
  ...status,
  ...sheet,
  ...work,
  ...update,
  ...desk,
  ...form,
  ...review,
  ...overview,
  ...target,
  ...weekly,
  ...account,
  ...admin,
  ...commitment,
  ...leader,
  ...behalf,
  ...clock,
  ...warning,
  ...meeting,
  ...direction,
  ...proposal,
  ...notice,
  ...reminder,
  ...extension,
}
