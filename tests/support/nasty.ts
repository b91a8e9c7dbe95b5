import { expect } from 'vitest'

/** What careless, curious and hostile people type. */
export const nasty = [
  ...[
    '1e400',
    '-0',
    '−0',
    'NaN',
    'Infinity',
    '0x10',
    '9'.repeat(400),
    `0,${'0'.repeat(300)}1`,
    '１２３',
    '٣',
  ],
  ...[
    '\ud800',
    'a\u0000b',
    '\u202ecod.exe\u202c',
    '\ufeff',
    '\u0085\u2028',
    'e\u0301'.repeat(50),
    '👩‍👩‍👧'.repeat(200),
  ],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; drop table updates; --",
    '</textarea><b>',
  ],
  ...[
    '%_\\',
    '%00',
    '%ED%A0%80',
    '../../etc/passwd',
    '{n#a|b}{title}',
    '=HYPERLINK("http://x")',
    '-'.repeat(3000),
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', '[object Object]', '1 '.repeat(2000)],
]

/** Nothing a person typed stands in a page as markup. */
export function expectHarmless(html: string) {
  expect(html).not.toMatch(/<script>|<img|<\/textarea><b>|<b>đậm/i)
}

/** The few that have broken most programs, for where each look is dear. */
export const nastiest = [
  ...['1e400', '\ud800', 'a\u0000b', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>'],
  ...["'; drop table updates; --", '%_\\', '__proto__'],
]
