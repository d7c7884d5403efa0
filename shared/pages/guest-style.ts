/** What only the pages of a guest's link need; targets are at least 24 px high and wide (WCAG 2.2 AA, 2.5.8). */
export const GUEST_STYLE = `
section{margin-top:1.75rem;padding-top:1.25rem;border-top:1px solid var(--line)}
section>h2{margin:0 0 .625rem}
.links{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.links a{display:inline-block;padding:.375rem 0}
details{margin-top:1.25rem}
summary{cursor:pointer;padding:.375rem 0;color:var(--link)}
.row{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin-top:.5rem}
.row>div{flex:1 1 14rem;min-width:0}
select{width:100%;min-height:2.875rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:.625rem}
.chosen{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.weeks{display:flex;justify-content:space-between;gap:1rem;margin:1rem 0 0}
.weeks a{display:inline-block;padding:.375rem 0}
.starts{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.25rem,1fr));gap:.5rem}
.start{display:flex;align-items:center;gap:.5rem;min-height:2.75rem;margin:0;padding:.375rem .625rem;font-weight:400;font-variant-numeric:tabular-nums;border:1px solid var(--edge);border-radius:.625rem;cursor:pointer}
.start:has(:checked){border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link);font-weight:620}
.start input{flex:none;width:1.125rem;height:1.125rem;margin:0;accent-color:var(--link)}
.faults{border:2px solid var(--bad);border-radius:.625rem;padding:.75rem .875rem;margin:0 0 1rem}
.faults h2{margin:0 0 .25rem;font-size:1rem}
.faults p{margin:0}
.done{padding:.75rem .875rem;border:1px solid var(--good);border-left-width:5px;border-radius:.625rem}
.gap{margin-top:1.5rem}
.press{position:sticky;bottom:0;margin:1rem 0 .5rem;padding:.75rem 0;background:var(--card);border-top:1px solid var(--line)}
.press .button{width:100%}
html:has(.press){scroll-padding-bottom:5.5rem}
form p a,p.after a{display:inline-block;padding:.25rem 0}
`;
