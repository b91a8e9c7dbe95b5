import { type Role, roles } from '../../src/domain/access.ts'
import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { TypedLetterhead } from '../../src/domain/letterhead-lines.ts'
import { setUpLimits } from '../../src/domain/set-up.ts'
import { ChoiceList, SegmentedRadios, Select } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { HeadPicture, LetterheadLines } from './letterhead.tsx'

/** What stands, where somebody else changed it while this was typed. */
export type Conflict = 'organisation' | 'security' | 'letterhead'

export interface SettingsProps {
  reader: Reader
  organisation: { typed: string; standing: string; version: number }
  security: { ticked: readonly string[]; standing: Role[]; version: number }
  head: {
    code: string
    name: string
    typed: TypedLetterhead
    own: Letterhead
    /** The one that stands, and the one that was typed. */
    standing: Letterhead
    letterhead: Letterhead
    version: number
    isOwn: boolean
  } | null
  offices: { code: string; name: string }[]
  facts: { term: string; detail: string }[]
  errors: FieldError[]
  conflict: Conflict | null
}

/** What an office sets for itself, and what its server decides. */
export function SettingsPage(props: SettingsProps): Html {
  const { reader, errors, facts } = props
  const { t } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      <PageHead title={t('settings.title')} lead={t('settings.lead')} />
      <div class='flow-l'>
        <div class='cols2'>
          <Organisation {...props} />
          <Security {...props} />
        </div>
        <Section id='h-head' title={t('settings.head')} aside={t('settings.headLead')}>
          <Heads {...props} />
        </Section>
        <Section id='h-facts' title={t('settings.facts')} aside={t('settings.factsLead')}>
          <div class='card card__p cq'>
            <SummaryList items={facts} />
          </div>
        </Section>
      </div>
    </>
  )
}

function Changed({ reader, standing }: { reader: Reader; standing: string }) {
  const { t } = reader
  return (
    <div class='field'>
      <Callout reader={reader} tone='risk' title={t('settings.conflict')}>
        <p>{t('settings.conflictText')}</p>
        <p class='mt-s'>{t('settings.standing')}:</p>
        <p class='pre'>{standing || '–'}</p>
      </Callout>
    </div>
  )
}

/** Each form says what it saves; the longest one is the page's own. */
function Save({ reader, what }: { reader: Reader; what: 'Organisation' | 'Security' | 'Head' }) {
  return (
    <button class={what === 'Head' ? 'btn btn--p' : 'btn'} type='submit' name='do' value='save'>
      {reader.t(`settings.save${what}`)}
    </button>
  )
}

const versionField = (version: number) => [{ name: 'version', value: String(version) }]

function Organisation({ reader, organisation, errors, conflict }: SettingsProps) {
  const { t, at } = reader
  return (
    <form class='card card__p' method='post' action={at('/admin/settings/organisation')} novalidate>
      <h2 class='mb'>{t('settings.organisation')}</h2>
      <HiddenFields fields={versionField(organisation.version)} />
      {conflict === 'organisation' && <Changed reader={reader} standing={organisation.standing} />}
      <TextField
        reader={reader}
        name='organisation'
        label={t('settings.organisationName')}
        hint={t('settings.organisationHint')}
        error={errorIn(errors, 'organisation')}
        value={organisation.typed}
        attributes={{ maxlength: setUpLimits.name, autocomplete: 'off' }}
        optional
      />
      <div class='btns mt'>
        <Save reader={reader} what='Organisation' />
      </div>
    </form>
  )
}

function Security({ reader, security, conflict }: SettingsProps) {
  const { t, at } = reader
  const words = (all: readonly Role[]) => all.map((role) => t(`role.${role}`)).join(', ')
  return (
    <form class='card card__p' method='post' action={at('/admin/settings/security')} novalidate>
      <h2 class='mb'>{t('settings.security')}</h2>
      <p class='hint mb'>{t('settings.securityLead')}</p>
      <HiddenFields fields={versionField(security.version)} />
      {conflict === 'security' && <Changed reader={reader} standing={words(security.standing)} />}
      <ChoiceList
        reader={reader}
        type='checkbox'
        name='second_factor'
        label={t('settings.securityRoles')}
        options={roles.toReversed().map((role) => ({ value: role, label: t(`role.${role}`) }))}
        values={security.ticked}
        columns
      />
      <div class='btns mt'>
        <Save reader={reader} what='Security' />
      </div>
    </form>
  )
}

function Heads(props: SettingsProps) {
  const { reader, offices, head } = props
  const { t, at } = reader
  if (!head) {
    return (
      <EmptyState
        reader={reader}
        icon='network'
        title={t('settings.headNone')}
        text={t('settings.headNoneText')}
      >
        <a class='btn btn--p' href={at('/admin/units')}>
          {t('nav.adminUnits')}
        </a>
      </EmptyState>
    )
  }
  return (
    <>
      {offices.length > 1 && (
        <form class='filters mb' method='get' action={at('/admin/settings')}>
          <Select
            reader={reader}
            name='unit'
            label={t('settings.headOf')}
            value={head.code}
            items={offices.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <button class='btn' type='submit'>
            {t('settings.headShow')}
          </button>
        </form>
      )}
      <HeadForm {...props} head={head} />
    </>
  )
}

function HeadForm(props: SettingsProps & { head: NonNullable<SettingsProps['head']> }) {
  const { reader, head, errors, conflict } = props
  const { t, at } = reader
  const action = at(`/admin/settings/letterhead/${encodeURIComponent(head.code)}`)
  return (
    <form id='head-form' method='post' action={action} novalidate>
      <HiddenFields fields={versionField(head.version)} />
      <div class='cols2'>
        <div class='card card__p'>
          <h3 class='mb'>{head.name}</h3>
          {conflict === 'letterhead' && <Changed reader={reader} standing={inLines(head.standing)} />}
          <SegmentedRadios
            reader={reader}
            name='form'
            label={t('settings.form')}
            value={head.typed.form}
            options={(['party', 'state'] as const).map((form) => ({
              value: form,
              label: t(`settings.form.${form}`),
            }))}
          />
          <LetterheadLines reader={reader} typed={head.typed} own={head.own} errors={errors} />
          <div class='btns mt'>
            <Save reader={reader} what='Head' />
            <button class='btn' type='submit' name='do' value='preview'>
              {t('settings.preview')}
            </button>
            {head.isOwn && (
              <button class='btn' type='submit' name='do' value='reset'>
                {t('settings.resetDo')}
              </button>
            )}
          </div>
        </div>
        <aside aria-label={t('settings.picture')}>
          <HeadPicture reader={reader} letterhead={head.letterhead} action={`${action}/picture`} />
        </aside>
      </div>
    </form>
  )
}

const inLines = ({ upper, issuer, number, place, asks, signature, recipients }: Letterhead) =>
  [upper, issuer, number, place, asks, ...signature, ...recipients].filter(Boolean).join('\n')
