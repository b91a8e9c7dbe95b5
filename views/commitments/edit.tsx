import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ErrorSummary, type FieldError } from '../parts/form.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { SideBFields, TermsFields, termErrors, termWords } from './terms-fields.tsx'

/** A target whose deadline the period would leave behind, with the address where it is mended, ready-made. */
export interface OutsideTarget {
  code: string
  title: string
  dueOn: Day
  href: string
}

export interface EditCommitmentProps {
  reader: Reader
  code: string
  unitName: string
  hidden: { name: string; value: string }[]
  action: string
  cancelHref: string
  typed: (name: string) => string
  errors: FieldError[]
  outside: OutsideTarget[]
  /** Where what is stored by now and what was typed part; null where nobody was faster. */
  conflict: { field: string; stored: string; typed: string }[] | null
}

/** What a draft says beside its targets, to be mended. */
export function EditCommitmentPage(props: EditCommitmentProps) {
  const { reader, code, typed, errors, cancelHref } = props
  const { t, at } = reader
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={termErrors(reader, errors)} />
      <Conflict {...props} />
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: cancelHref, label: code },
        ]}
        here={t('commitmentNew.edit')}
      />
      <PageHead
        title={t('commitmentNew.editTitle', { code })}
        eyebrow={props.unitName}
        lead={t('commitmentNew.editLead')}
      />
      <Outside {...props} />
      <form class='card card__p' method='post' action={props.action} novalidate>
        <HiddenFields fields={props.hidden} />
        <TermsFields reader={reader} typed={typed} errors={errors} />
        <SideBFields reader={reader} typed={typed} errors={errors} />
        <div class='btns mt'>
          <button class='btn btn--p' type='submit'>
            {t('common.save')}
          </button>
          <a class='btn' href={cancelHref}>
            {t('common.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}

/** The targets that are to be mended first. */
function Outside({ reader, outside }: EditCommitmentProps) {
  if (outside.length === 0) return null
  return (
    <div class='mb'>
      <Callout reader={reader} tone='back' title={reader.t('commitmentNew.outsideTitle')}>
        <ul>
          {outside.map(({ code, title, dueOn, href }) => (
            <li>
              <a href={href}>{`${code} ${title}`}</a>
              {` · ${writeDay(reader.language, dueOn)}`}
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  )
}

function Conflict({ reader, conflict }: EditCommitmentProps) {
  const { t } = reader
  if (!conflict) return null
  return (
    <div class='mb'>
      <Callout reader={reader} tone='back' title={t('commitmentNew.movedTitle')}>
        <p>{t('commitmentNew.moved')}</p>
        <dl>
          {conflict.map(({ field, stored, typed }) => (
            <div>
              <dt class='strong'>{termWords(reader, field)}</dt>
              <dd>{t('targetForm.stored', { value: shown(reader, field, stored) })}</dd>
              <dd>{t('targetForm.typed', { value: shown(reader, field, typed) })}</dd>
            </div>
          ))}
        </dl>
      </Callout>
    </div>
  )
}

function shown({ t }: Reader, field: string, value: string): string {
  if (field === 'party_kind')
    return t(value === 'individual' ? 'commitmentNew.party.individual' : 'commitmentNew.party.collective')
  return value || '–'
}
