import type { Html } from '../../simulators/html.ts';

export const inboxStyle: Html = {
  html: `
:root { color-scheme: light dark; --ink: #1d2129; --quiet: #5b6472; --line: #dfe3ea; --paper: #fff; --ground: #f3f5f9; --accent: #3452d4; --wash: #e8ecfd; font: 16px/1.5 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --quiet: #a3abba; --line: #343a46; --paper: #1c2029; --ground: #12151b; --accent: #9db0ff; --wash: #262d47 } }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: var(--ground) }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem }
header { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center }
header b { font-size: 1.05rem; margin-inline-end: auto }
main { background: var(--paper); border: 1px solid var(--line); border-radius: 1rem; padding: 0; overflow: hidden; margin-block-end: 3rem }
a { color: var(--accent) }
button { font: inherit; color: var(--accent); background: none; border: 1px solid var(--line); border-radius: .6rem; padding: .35rem .9rem; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
ul { list-style: none; margin: 0; padding: 0 }
.mails li + li { border-top: 1px solid var(--line) }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .9rem 1.25rem; color: inherit; text-decoration: none }
.mails a:hover { background: var(--wash) }
.mails strong { font-weight: 600; overflow-wrap: anywhere }
.quiet { color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere }
.mails time, .mails strong + span { justify-self: end }
.snippet { grid-column: 1 / -1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.badge { background: var(--wash); color: var(--accent); border-radius: 1rem; padding: .1rem .6rem; font-size: .8rem; font-weight: 600; white-space: nowrap }
.empty { padding: 4rem 1.25rem; text-align: center }
.part { padding: 1.25rem; border-top: 1px solid var(--line) }
.part:first-child { border-top: 0 }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .75rem; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 0 0 .5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 }
dt { color: var(--quiet) }
dd { margin: 0; overflow-wrap: anywhere }
iframe { display: block; inline-size: 100%; block-size: 26rem; border: 1px solid var(--line); border-radius: .6rem; background: #fff; resize: vertical }
pre { margin: .75rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, monospace }
dl + details { margin-block-start: .75rem }
summary { cursor: pointer; font-weight: 600 }
@media (max-width: 40rem) { .mails a { grid-template-columns: 1fr } .mails time, .mails strong + span { justify-self: start } .mails span:empty { display: none } header { gap: .5rem .9rem } button { padding: .35rem .6rem } main { border-inline: 0; border-radius: 0 } dl { grid-template-columns: 1fr } dd { margin-block-end: .5rem } }
`,
};
