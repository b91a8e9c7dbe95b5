import type { Reader } from '../reader.ts'
import { Count } from './badge.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

/** A destination; its count says "needs you", never "exists". */
export interface NavItem {
  /** Under the base path: '/my-work'. */
  path: string
  label: string
  /** What of it fits into a phone's bar, where that is less. */
  short?: string
  icon: IconName
  count?: number
}

export type Theme = 'system' | 'light' | 'dark'

export interface Who {
  /** Two letters for the round sign, such as 'VP'. */
  initials: string
  name: string
  unit: string
  /** Notices not yet read; left out where there are none to read at all. */
  unread?: number
}

interface MenuProps {
  reader: Reader
  who: Who
  theme: Theme
  self?: string
  /** Destinations that have no room in the bar. */
  more: (NavItem & { current?: 'page' | 'true' | undefined })[]
}

/** The person, and what they may set for themselves. Opens without script. */
export function AccountMenu({ reader, who, theme, self, more }: MenuProps) {
  const { t, at } = reader
  return (
    <details class='menu'>
      <summary>
        <span class='ava' aria-hidden='true'>
          {who.initials}
        </span>
        <span class='sr'>{t('common.accountOf', { name: who.name })}</span>
        {who.unread ? <Count reader={reader} n={who.unread} words={t('common.notices')} hot /> : null}
        <span class='desk'>
          <Icon reader={reader} name='chevron-down' />
        </span>
      </summary>
      <ul>
        <li>
          <span>
            <span class='menu__who'>
              <b>{who.name}</b>
              <small>{who.unit}</small>
            </span>
          </span>
        </li>
        {more.map((item) => (
          <MenuLink reader={reader} href={at(item.path)} icon={item.icon} current={item.current}>
            {item.label}
          </MenuLink>
        ))}
        {who.unread !== undefined && (
          <MenuLink reader={reader} href={at('/notices')} icon='bell'>
            {t('common.notices')}
          </MenuLink>
        )}
        <MenuLink reader={reader} href={at('/account')} icon='circle-user-round'>
          {t('common.account')}
        </MenuLink>
        <li>
          <LanguageForm reader={reader} self={self} />
        </li>
        <li>
          <ThemeForm reader={reader} theme={theme} self={self} />
        </li>
        <li>
          <form method='post' action={at('/logout')}>
            <button class='menu__b' type='submit'>
              <Icon reader={reader} name='log-out' />
              {t('common.signOut')}
            </button>
          </form>
        </li>
      </ul>
    </details>
  )
}

function MenuLink(props: {
  reader: Reader
  href: string
  icon: IconName
  current?: 'page' | 'true' | undefined
  children: string
}) {
  return (
    <li>
      <a href={props.href} aria-current={props.current}>
        <Icon reader={props.reader} name={props.icon} />
        {props.children}
      </a>
    </li>
  )
}

const otherLanguage = { vi: { code: 'en', name: 'English' }, en: { code: 'vi', name: 'Tiếng Việt' } } as const

/** Sets the account to the other language, named in that language, and comes back to the page. */
function LanguageForm({ reader, self }: { reader: Reader; self?: string }) {
  const other = otherLanguage[reader.language]
  return (
    <form method='post' action={reader.at('/account/language')}>
      {self && <input type='hidden' name='next' value={self} />}
      <button class='menu__b' type='submit' name='language' value={other.code} lang={other.code}>
        <Icon reader={reader} name='languages' />
        {other.name}
      </button>
    </form>
  )
}

/** For who has not signed in: the same page in the other language. */
export function LanguageLink({ reader, self }: { reader: Reader; self: string }) {
  const other = otherLanguage[reader.language]
  return (
    <a class='with-icon' href={withLanguage(self, other.code)} lang={other.code} hreflang={other.code}>
      <Icon reader={reader} name='languages' />
      {other.name}
    </a>
  )
}

function withLanguage(self: string, code: string): string {
  const [path, query] = self.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('lang', code)
  return `${path}?${parameters}`
}

const themes = [
  { theme: 'system', icon: 'sun-moon', word: 'common.themeSystem' },
  { theme: 'light', icon: 'sun', word: 'common.themeLight' },
  { theme: 'dark', icon: 'moon', word: 'common.themeDark' },
] as const

function ThemeForm({ reader, theme, self }: { reader: Reader; theme: Theme; self?: string }) {
  return (
    <form class='menu__t' method='post' action={reader.at('/account/theme')}>
      <fieldset class='menu__t'>
        <legend class='sr'>{reader.t('common.theme')}</legend>
        {self && <input type='hidden' name='next' value={self} />}
        {themes.map((choice) => (
          <button
            type='submit'
            name='theme'
            value={choice.theme}
            aria-pressed={choice.theme === theme ? 'true' : 'false'}
          >
            <Icon reader={reader} name={choice.icon} />
            {reader.t(choice.word)}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
