/** Of the pages for booking, beside the common style. What is pressed is at least 44 px high (WCAG 2.2 AA asks for 24, 2.5.8). */
export const BOOK_STYLE = `
.frame{max-width:42rem}
.frame:has(.offer){max-width:68rem}
.about{white-space:pre-line}
.offer h1{margin-bottom:.5rem}
.offer h2{margin:0 0 .75rem}
.what h2{margin:1.5rem 0 .625rem;font-size:1rem}
.offer dl{margin:1rem 0}
.calendar,.day{margin-top:1.5rem}
.day .button{text-align:center}
details{margin:1rem 0 0}
summary{display:list-item;padding:.625rem 0;cursor:pointer;color:var(--soft);overflow-wrap:anywhere}
summary b{font-weight:600;color:var(--link);text-decoration:underline;text-underline-offset:.15em}
details .about{margin-top:.25rem}
.lengths{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.pill{display:flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.25rem .875rem;border:1px solid var(--edge);border-radius:.625rem;color:var(--ink);font-weight:600;text-decoration:none;text-align:center;font-variant-numeric:tabular-nums}
.pill:hover{border-color:var(--link);color:var(--link)}
.pill[aria-current]{background:var(--link);border-color:var(--link);color:var(--on-link)}
.turn{display:flex;align-items:center;justify-content:space-between;gap:.5rem;margin:0 0 .5rem}
.turn h2{margin:0;text-align:center}
.turn a,.turn span{display:flex;align-items:center;justify-content:center;flex:none;width:2.75rem;height:2.75rem;border:1px solid var(--edge);border-radius:.625rem;color:var(--ink);text-decoration:none;font-size:1.25rem;line-height:1}
.turn a:hover{border-color:var(--link);color:var(--link)}
.turn span{visibility:hidden}
table{width:100%;border-collapse:collapse;table-layout:fixed}
abbr{text-decoration:none}
th{padding:.5rem 0;font-size:.8125rem;font-weight:600;color:var(--soft)}
td{padding:1px;text-align:center;font-variant-numeric:tabular-nums}
td>*{display:flex;align-items:center;justify-content:center;min-height:2.75rem;border-radius:.625rem;text-decoration:none}
td>span{color:var(--soft)}
td>a{border:1px solid var(--line);background:var(--ground);color:var(--link);font-weight:680}
td>a:hover{border-color:var(--link)}
td>a[aria-current]{background:var(--link);border-color:var(--link);color:var(--on-link)}
.times{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.25rem,1fr));gap:.5rem;margin:0;padding:0;list-style:none}
.times .pill{height:100%}
.zone-form{display:flex;flex-wrap:wrap;gap:.625rem;align-items:end}
.zone-form div{flex:1 1 14rem;min-width:0}
select,input[type=text],input[type=email],input[type=tel]{display:block;width:100%;min-height:2.875rem;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:.625rem}
.field{margin:1.25rem 0 0}
.field label,.field legend{max-width:100%;overflow-wrap:anywhere}
.choice span{min-width:0}
.field label+.hint,.field legend+.hint{display:block;margin:-.25rem 0 .375rem;font-size:.9375rem}
.field textarea.short{min-height:4.5rem}
.star{color:var(--bad);font-weight:650}
.fault{display:block;margin:0 0 .375rem;color:var(--bad);font-weight:600;overflow-wrap:anywhere}
.wrong{padding-left:.875rem;border-left:3px solid var(--bad)}
.wrong input,.wrong select,.wrong textarea{border-color:var(--bad)}
fieldset.wrong>legend{float:left;width:100%}
fieldset.wrong>legend~*{clear:both}
.wrong .choice{border-color:var(--bad)}
.summary{margin:0 0 1.25rem;padding:1rem 1.125rem;border:2px solid var(--bad);border-radius:.75rem}
.summary h2{margin:0 0 .375rem}
.summary p,.summary ul{margin:0}
.summary ul{padding-left:1.25rem}
.summary li{overflow-wrap:anywhere}
.summary a{display:inline-block;vertical-align:top;padding:.125rem 0}
.choices{display:flex;flex-wrap:wrap;gap:.625rem}
.choices .choice{flex:1 1 9rem;margin:0;min-height:2.75rem;padding:.625rem .875rem;overflow-wrap:anywhere}
.stacked .choice{flex-basis:100%}
.back{display:inline-flex;align-items:center;min-height:2.75rem;margin:-.5rem 0 .5rem}
.other-locale{display:inline-flex;align-items:center;justify-self:start;min-height:2.75rem;padding-right:.5rem}
@media (min-width:34rem){.frame{padding-left:1.5rem;padding-right:1.5rem}}
@media (min-width:56rem){
.offer{display:grid;grid-template-columns:minmax(0,17rem) minmax(0,1fr);gap:0 3rem}
.offer .calendar{display:grid;grid-template-columns:minmax(0,22rem) minmax(0,1fr);gap:0 2.5rem;align-content:start;border-left:1px solid var(--line);padding-left:3rem}
.offer .calendar>.whole{grid-column:1/-1}
.offer .calendar,.offer .day{margin-top:0}
.offer .times{grid-template-columns:repeat(auto-fill,minmax(5.25rem,1fr));max-height:27rem;overflow:auto;padding:3px}
.offer .day h2{min-height:2.75rem;display:flex;align-items:center;margin-bottom:.5rem}
.offer dl>div{grid-template-columns:minmax(0,1fr);gap:.125rem}
}
`;
