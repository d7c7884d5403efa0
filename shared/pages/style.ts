/** Contrast is at least 4.5:1 for text and 3:1 for edges in both schemes (WCAG 2.2 AA, 1.4.3 and 1.4.11). */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#161b26;--soft:#545d6e;--line:#e3e6eb;--edge:#7c8698;--link:#1d4ed8;--on-link:#fff;--bad:#b42318;--bad-over:#8f1c13;--on-bad:#fff;--note:#fff6e5;--note-ink:#6b4600;--good:#067647}
@media (prefers-color-scheme:dark){:root{--ground:#0f1218;--card:#191e27;--ink:#f1f3f7;--soft:#a8b1c2;--line:#2c3442;--edge:#7d899e;--link:#93b4ff;--on-link:#0b1533;--bad:#f97066;--bad-over:#fda29b;--on-bad:#2b0906;--note:#33270d;--note-ink:#fbd38a;--good:#6ce9a6}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:400 1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.frame{min-height:100vh;display:flex;flex-direction:column;width:100%;max-width:37rem;margin:0 auto;padding:1.25rem 1rem 2rem}
.brand{padding:.25rem .25rem 1rem;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
main{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.5rem 1.25rem 1.75rem;box-shadow:0 1px 2px rgba(16,24,40,.05),0 8px 24px -12px rgba(16,24,40,.12)}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25;font-weight:680;letter-spacing:-.02em;overflow-wrap:anywhere;text-wrap:balance}
h2{margin:1.25rem 0 -.375rem;font-size:1.125rem;line-height:1.35;font-weight:650;overflow-wrap:anywhere}
p{margin:0 0 .875rem;overflow-wrap:anywhere}
main>:last-child,form>:last-child{margin-bottom:0}
.lead{color:var(--soft)}
.status{display:inline-flex;align-items:center;gap:.5rem;margin:0 0 .75rem;font-size:.875rem;font-weight:600;color:var(--soft)}
.status::before{content:"";width:.625rem;height:.625rem;border-radius:50%;background:var(--edge)}
.status.on{color:var(--good)}.status.on::before{background:var(--good)}
.status.off{color:var(--bad)}.status.off::before{background:var(--bad)}
.note{background:var(--note);color:var(--note-ink);border-radius:.625rem;padding:.75rem .875rem}
dl{margin:1.25rem 0;border-top:1px solid var(--line)}
dl>div{display:grid;grid-template-columns:1fr;gap:.125rem;padding:.75rem 0;border-bottom:1px solid var(--line)}
dt{font-size:.875rem;color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
dd .strong{font-weight:620}
dd .soft{color:var(--soft);font-size:.9375rem}
@media (min-width:34rem){.frame{padding-top:3rem}main{padding:2.25rem 2.25rem 2.5rem}h1{font-size:1.75rem}dl>div{grid-template-columns:7.5rem 1fr;gap:1rem}dt{font-size:.9375rem;padding-top:.0625rem}}
a{color:var(--link);text-underline-offset:.15em}
label{display:block;font-weight:600;margin:0 0 .375rem}
.hint{font-weight:400;color:var(--soft)}
textarea{display:block;width:100%;min-height:5.5rem;padding:.625rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:.625rem;resize:vertical}
fieldset{margin:1.25rem 0 0;padding:0;border:0;min-width:0}
legend{padding:0;margin:0 0 .625rem;font-weight:650}
.choice{display:grid;grid-template-columns:auto 1fr;gap:.75rem;margin:0 0 .625rem;padding:.875rem 1rem;font-weight:400;border:1px solid var(--edge);border-radius:.75rem;cursor:pointer}
.choice:has(:checked){border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.choice input{width:1.125rem;height:1.125rem;margin:.1875rem 0 0;accent-color:var(--link)}
.choice .strong{display:block;font-weight:620}
.choice .soft{display:block;color:var(--soft);font-size:.9375rem}
.after{margin-top:.875rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:center;margin-top:1.25rem}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:2.875rem;padding:.5rem 1.375rem;font:inherit;font-weight:620;text-decoration:none;border:1px solid transparent;border-radius:.625rem;cursor:pointer}
.bad{background:var(--bad);color:var(--on-bad)}.bad:hover{background:var(--bad-over)}
.main{background:var(--link);color:var(--on-link)}
.plain{color:var(--ink);border-color:var(--edge);background:transparent}.plain:hover{border-color:var(--ink)}
@media (max-width:33.99rem){.actions .button{width:100%}}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
footer{margin-top:auto;padding:1.5rem .25rem 0;font-size:.875rem;color:var(--soft)}
footer p{margin:0 0 .25rem}
footer code{font:inherit;overflow-wrap:anywhere}
`;
