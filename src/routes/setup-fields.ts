import type { TypedSetUp } from '../../views/admin/setup.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { letterheadOf } from '../domain/letterhead.ts'
import { ownWords, readLetterhead } from '../domain/letterhead-lines.ts'
import { LEAST_PASSWORD, passwordFault } from '../domain/password.ts'
import { isUsername } from '../domain/person.ts'
import {
  headOfOffice,
  kindOfOffice,
  type OfficeForm,
  officeForms,
  setUpLimits,
  UNIT_CODE,
} from '../domain/set-up.ts'
import type { Language, Translate } from '../i18n/translate.ts'
import type { SetUp } from '../storage/set-up.ts'
import { choose, type Form } from './forms.ts'
import { headErrors, typedHead } from './letterhead-form.ts'
import { rawOf } from './new-password.ts'

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

export const typedSetUp = (form: Form): TypedSetUp => ({
  ...typedHead(form),
  organisation: inOneLine(form.text('organisation')),
  upper: inOneLine(form.text('upper')),
  code: form.text('code'),
  username: form.text('username').toLowerCase(),
  full_name: inOneLine(form.text('full_name')),
  title: inOneLine(form.text('title')),
  starter: form.text('starter'),
  supervisor_title: inOneLine(form.text('supervisor_title')),
})

/** An empty page: a Party committee whose administrator does nothing else. */
export const freshSetUp = (t: Translate): TypedSetUp => ({
  ...{ form: 'party', upper_line: '', issuer: '', number: '', place: '', asks: '', signature: '' },
  ...{ recipients: '', organisation: '', upper: '', code: '', username: '', full_name: '' },
  ...{ title: t('setup.postExample'), starter: 'admin', supervisor_title: t('setup.supervisorExample') },
})

/** The head that the name says, and the one with the lines that were typed. */
export function headsOf(typed: TypedSetUp) {
  const form = choose(typed.form, officeForms) ?? 'party'
  const own = headOfOffice(form, typed.organisation, typed.upper || null)
  return { own, ...readLetterhead(typed, own) }
}

export interface Passwords {
  password: string
  again: string
}

export const passwordsIn = (form: Form): Passwords => ({
  password: rawOf(form, 'password'),
  again: rawOf(form, 'again'),
})

export function setUpErrors(t: Translate, typed: TypedSetUp, passwords: Passwords): FieldError[] {
  return [
    ...officeErrors(t, typed),
    ...headErrors(t, headsOf(typed).faults),
    ...personErrors(t, typed),
    ...passwordErrors(t, typed, passwords),
    ...starterErrors(t, typed),
  ]
}

function officeErrors(t: Translate, typed: TypedSetUp): FieldError[] {
  const { organisation, upper, code } = typed
  const isSame = upper !== '' && upper.toLowerCase() === organisation.toLowerCase()
  return [
    ...(organisation ? [] : [{ field: 'organisation', text: t('setup.problem.organisation_missing') }]),
    ...tooLong(t, 'organisation', t('setup.organisation'), organisation),
    ...(choose(typed.form, officeForms) ? [] : [{ field: 'form', text: t('setup.problem.form_missing') }]),
    ...(isSame ? [{ field: 'upper', text: t('setup.problem.upper_same') }] : []),
    ...tooLong(t, 'upper', t('setup.upper'), upper),
    ...(code === '' || UNIT_CODE.test(code) ? [] : [{ field: 'code', text: t('setup.problem.code_wrong') }]),
  ]
}

function personErrors(t: Translate, typed: TypedSetUp): FieldError[] {
  return [
    ...(isUsername(typed.username) ? [] : [{ field: 'username', text: t('setup.problem.username_wrong') }]),
    ...tooLong(t, 'full_name', t('setup.fullName'), typed.full_name),
    ...(typed.title ? [] : [{ field: 'title', text: t('setup.problem.post_missing') }]),
    ...tooLong(t, 'title', t('setup.post'), typed.title),
  ]
}

function passwordErrors(t: Translate, typed: TypedSetUp, { password, again }: Passwords): FieldError[] {
  const fault = passwordFault(password, [typed.username, typed.organisation])
  if (fault) {
    return [{ field: 'password', text: t(`account.password.${fault}`, { least: LEAST_PASSWORD }) }]
  }
  return password === again ? [] : [{ field: 'again', text: t('account.password.differs') }]
}

function starterErrors(t: Translate, { starter, supervisor_title: title }: TypedSetUp): FieldError[] {
  if (!choose(starter, starters)) return [{ field: 'starter', text: t('setup.problem.starter_missing') }]
  if (starter === 'supervisor' && !title)
    return [{ field: 'supervisor_title', text: t('setup.problem.supervisor_missing') }]
  return tooLong(t, 'supervisor_title', t('setup.supervisorTitle'), title)
}

const starters = ['admin', 'supervisor'] as const

const tooLong = (t: Translate, field: string, label: string, text: string): FieldError[] =>
  text.length > setUpLimits.name
    ? [{ field, text: t('setup.problem.too_long', { field: label, n: setUpLimits.name }) }]
    : []

/** What was typed and found right, as the storage takes it. */
export function orderOf(typed: TypedSetUp, passwordHash: string, language: Language): SetUp {
  const form = typed.form as OfficeForm
  const kind = kindOfOffice(form, typed.organisation)
  const said = letterheadOf({ name: typed.organisation, kind, upperName: typed.upper || null })
  return {
    organisation: {
      name: typed.organisation,
      kind,
      code: typed.code || null,
    },
    upper: typed.upper ? { name: typed.upper, kind: kindOfOffice(form, typed.upper) } : null,
    letterhead: ownWords(headsOf(typed).letterhead, said),
    person: {
      username: typed.username,
      fullName: typed.full_name || null,
      title: typed.title,
      passwordHash,
      language,
    },
    supervisorTitle: typed.starter === 'supervisor' ? typed.supervisor_title : null,
  }
}
