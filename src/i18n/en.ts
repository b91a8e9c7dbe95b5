import { account } from './en/account.ts'
import { admin } from './en/admin.ts'
import { behalf } from './en/behalf.ts'
import { clock } from './en/clock.ts'
import { commitment } from './en/commitment.ts'
import { common } from './en/common.ts'
import { desk } from './en/desk.ts'
import { diff } from './en/diff.ts'
import { direction } from './en/direction.ts'
import { discipline } from './en/discipline.ts'
import { extension } from './en/extension.ts'
import { figure } from './en/figure.ts'
import { form } from './en/form.ts'
import { issue } from './en/issue.ts'
import { leader } from './en/leader.ts'
import { making } from './en/making.ts'
import { meeting } from './en/meeting.ts'
import { notice } from './en/notice.ts'
import { overview } from './en/overview.ts'
import { period } from './en/period.ts'
import { proposal } from './en/proposal.ts'
import { reminder } from './en/reminder.ts'
import { review } from './en/review.ts'
import { schedule } from './en/schedule.ts'
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
  ...figure,
  ...discipline,
  ...diff,
  ...account,
  ...admin,
  ...commitment,
  ...leader,
  ...behalf,
  ...clock,
  ...warning,
  ...making,
  ...meeting,
  ...direction,
  ...proposal,
  ...notice,
  ...reminder,
  ...extension,
  ...schedule,
  ...issue,
  ...period,
}
