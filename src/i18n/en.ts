import { account } from './en/account.ts'
import { admin } from './en/admin.ts'
import { amendment } from './en/amendment.ts'
import { audit } from './en/audit.ts'
import { behalf } from './en/behalf.ts'
import { calendarForm } from './en/calendar-form.ts'
import { campaignForm } from './en/campaign-form.ts'
import { cascade } from './en/cascade.ts'
import { clock } from './en/clock.ts'
import { commitment } from './en/commitment.ts'
import { commitmentNew } from './en/commitment-new.ts'
import { commitmentStep } from './en/commitment-step.ts'
import { common } from './en/common.ts'
import { desk } from './en/desk.ts'
import { diff } from './en/diff.ts'
import { direction } from './en/direction.ts'
import { discipline } from './en/discipline.ts'
import { extension } from './en/extension.ts'
import { figure } from './en/figure.ts'
import { form } from './en/form.ts'
import { imports } from './en/import.ts'
import { importColumnWords } from './en/import-columns.ts'
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
import { secondFactor } from './en/second-factor.ts'
import { settings } from './en/settings.ts'
import { setup } from './en/setup.ts'
import { sheet } from './en/sheet.ts'
import { status } from './en/status.ts'
import { succession } from './en/succession.ts'
import { target } from './en/target.ts'
import { targetForm } from './en/target-form.ts'
import { unitAdmin } from './en/unit-admin.ts'
import { update } from './en/update.ts'
import { users } from './en/users.ts'
import { warning } from './en/warning.ts'
import { weekly } from './en/weekly.ts'
import { work } from './en/work.ts'
import { yearEnd } from './en/year-end.ts'
import { years } from './en/years.ts'

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
  ...targetForm,
  ...cascade,
  ...amendment,
  ...weekly,
  ...figure,
  ...discipline,
  ...diff,
  ...users,
  ...secondFactor,
  ...account,
  ...admin,
  ...commitment,
  ...commitmentNew,
  ...commitmentStep,
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
  ...imports,
  ...importColumnWords,
  ...period,
  ...setup,
  ...settings,
  ...audit,
  ...campaignForm,
  ...calendarForm,
  ...yearEnd,
  ...years,
  ...unitAdmin,
  ...succession,
}
