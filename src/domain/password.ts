import { fold } from './fold.ts'

export const LEAST_PASSWORD = 10

export type PasswordFault = 'short' | 'common'

/**
 * The words that the commonest passwords are made of, in Vietnamese offices too: a password that is one of them with
 * digits and signs around it is as easy to guess as the word. Longer lists add little to a minimum of ten characters.
 */
const COMMON = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'matkhau',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'iloveyou',
  'letmein',
  'welcome',
  'admin',
  'administrator',
  'abc',
  'abcdef',
  'abcdefgh',
  'abcdefghij',
  'anhyeuem',
  'emyeuanh',
  'vietnam',
  'hanoi',
  'saigon',
  'quangtri',
  'huonghoa',
  'khesanh',
  'laobao',
  'huyenuy',
  'tinhuy',
  'camket',
  'socamket',
  'demo',
  'test',
  'user',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'master',
  'changeme',
  'secret',
  'default',
  'trustno',
  'computer',
  'internet',
  'samsung',
  'iphone',
  'android',
  'google',
  'facebook',
  'zalo',
] as const

/** Why a chosen password will not do; no rule about kinds of characters. `own` are words of its context, such as the user name. */
export function passwordFault(password: string, own: string[]): PasswordFault | undefined {
  if ([...password].length < LEAST_PASSWORD) return 'short'
  const plain = fold(password)
  const core = plain.replace(/[^a-z]/g, '')
  if (isRun(plain)) return 'common'
  const words = [
    ...COMMON.map((word) => word.replace(/[^a-z]/g, '')),
    ...own.map((word) => fold(word).replace(/[^a-z]/g, '')),
  ]
  return words.includes(core) || (core === '' && isDigitPattern(plain)) ? 'common' : undefined
}

/** One character over and over, or neighbours of the keyboard in a row: 1234567890, aaaaaaaaaa, 0987654321. */
function isRun(text: string): boolean {
  const steps = new Set(Array.from(text.slice(1), (_, at) => text.charCodeAt(at + 1) - text.charCodeAt(at)))
  return (
    new Set(text).size <= 3 ||
    (steps.size <= 2 && [...steps].every((step) => Math.abs(step) <= 1 || Math.abs(step) === 9))
  )
}

/** Digits alone: a telephone number, a birthday, a year twice. */
const isDigitPattern = (text: string) => /^[\d\s./-]+$/.test(text)
