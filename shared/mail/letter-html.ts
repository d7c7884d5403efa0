import { type Html, html } from '../html.ts';
import { accent } from './accent.ts';
import type { Button, LetterContent } from './letter-content.ts';
import type { Row } from './letter-rows.ts';

const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Clients without these rules keep the light colours that stand on the elements. */
const STYLE: Html = {
  html: `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.ground{background:#0f1218!important}.card{background:#191e27!important;border-left-color:#2c3442!important;border-right-color:#2c3442!important;border-bottom-color:#2c3442!important}.ink{color:#f1f3f7!important}.soft{color:#a8b1c2!important}.rule{border-color:#2c3442!important}.link{color:#93b4ff!important}.plain{border-color:#7d899e!important}}
@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}.label,.value{display:block!important;width:auto!important}.label{padding-bottom:0!important;border-bottom:0!important}.value{padding-top:2px!important}.button{float:none!important;margin-right:0!important}.button,.button tbody,.button tr,.button td,.button a{display:block!important;width:auto!important;text-align:center!important}}`,
};

const STRIPES = {
  confirmation: '#12805c',
  reschedule: '#b54708',
  update: '#b54708',
  link: '#1f4fd8',
  reminder: '#1f4fd8',
  request: '#1f4fd8',
  loss: '#b42318',
  cancellation: '#b42318',
} as const;

const isWeb = (url: string | undefined): url is string =>
  url !== undefined && /^https:\/\//u.test(url) && URL.canParse(url);

const anchor = (text: string, href: string): Html =>
  html`<a class="link" href="${href}" style="color:#1d4ed8;word-break:break-all">${text}</a>`;

const line = (text: string, look: Row['look'], index: number): Html => {
  if (look === 'link' && isWeb(text)) return anchor(text, text);
  if (look === 'gone')
    return html`<span class="soft" style="color:#545d6e;text-decoration:line-through">${text}</span>`;
  return look === 'strong' && index < 2 ? html`<strong>${text}</strong>` : html`${text}`;
};

const rowHtml = ({ label, lines, look, way }: Row): Html => html`
<tr>
<td class="label soft rule" width="120" valign="top" style="width:120px;padding:11px 12px 11px 0;border-bottom:1px solid #e3e6eb;color:#545d6e;font-size:14px;line-height:22px">${label}</td>
<td class="value ink rule" valign="top" style="padding:11px 0;border-bottom:1px solid #e3e6eb;color:#161b26;font-size:15px;line-height:22px;word-break:break-word">${lines.map((text, index) => html`${index > 0 && { html: '<br>' }}${line(text, look, index)}`)}${way && html`<br>${anchor(way.text, way.href)}`}</td>
</tr>`;

const buttonHtml = ({ text, href, look }: Button, color: string | undefined): Html => {
  const { ground, ink } = accent(color);
  const cell =
    look === 'main' ? `background:${ground};border:1px solid ${ground}` : 'border:1px solid #7c8698';
  const anchor = look === 'main' ? `color:${ink}` : 'color:#161b26';
  return html`
<table role="presentation" class="button" align="left" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate;margin:0 10px 10px 0">
<tr><td class="${look}" style="${cell};border-radius:8px"><a class="${look === 'plain' && 'ink'}" href="${href}" style="${anchor};display:inline-block;padding:11px 16px;font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${text}</a></td></tr>
</table>`;
};

const answersHtml = ({ answers }: LetterContent): Html | undefined =>
  answers &&
  html`
<p class="ink" style="margin:0 0 16px;color:#161b26;font-size:15px;line-height:32px"><strong>${answers.question}</strong>${answers.links.map(
    ({ text, href }) =>
      html` &nbsp; <a class="link" href="${href}" style="color:#1d4ed8;display:inline-block;padding:0 8px;line-height:32px">${text}</a>`,
  )}</p>`;

const paragraph = (text: string): Html => html`
<p class="ink" style="margin:0 0 12px;color:#161b26;font-size:16px;line-height:24px">${text}</p>`;

const note = (text: string): Html => html`
<p class="soft" style="margin:0 0 8px;color:#545d6e;font-size:14px;line-height:21px">${text}</p>`;

const footerLine = ({ text, contact, href }: LetterContent['footer'][number]): Html => {
  const link = href
    ? html` <a class="soft" href="${href}" style="color:#545d6e">${contact}</a>`
    : html` ${contact}`;
  return html`<p class="soft" style="margin:0 0 4px;color:#545d6e;font-size:12px;line-height:18px;word-break:break-word">${text}${contact !== undefined && link}</p>`;
};

const brandHtml = ({ name, logoUrl }: LetterContent['brand']): Html =>
  isWeb(logoUrl)
    ? html`<img src="${logoUrl}" alt="${name}" height="32" style="display:block;height:32px;border:0;max-width:240px">`
    : html`${name}`;

const cardHtml = (content: LetterContent): Html => html`
<td class="card pad" style="background:#ffffff;border:1px solid #e3e6eb;border-top:4px solid ${STRIPES[content.kind]};border-radius:12px;padding:28px 32px 22px">
<h1 class="ink" style="margin:0 0 14px;color:#161b26;font-size:22px;line-height:29px;font-weight:700">${content.headline}</h1>
${content.paragraphs.map(paragraph)}
<h2 class="ink" style="margin:20px 0 8px;color:#161b26;font-size:18px;line-height:25px;font-weight:650;word-break:break-word">${content.title}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="rule" style="border-collapse:collapse;border-top:1px solid #e3e6eb;margin:0 0 22px">${content.rows.map(rowHtml)}
</table>
${content.buttons.map((button) => buttonHtml(button, content.brand.color))}
<div style="clear:both;font-size:0;line-height:0;height:4px">&nbsp;</div>
${content.late !== undefined && note(content.late)}
${answersHtml(content)}
${content.notes.map(note)}
</td>`;

/** The HTML of a mail: tables and inline styles, because that is what mail clients keep. */
export const letterHtml = (content: LetterContent): string =>
  html`<!doctype html>
<html lang="${content.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${content.headline}</title>
<style>${STYLE}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f4f5f7;${FONT}">
<div style="display:none;max-height:0;overflow:hidden">${content.preview}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f5f7;${FONT}">
<tr><td align="center" style="padding:20px 12px 32px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;border-collapse:separate;text-align:left">
<tr><td class="ink" style="padding:4px 4px 14px;color:#161b26;font-size:16px;line-height:24px;font-weight:650">${brandHtml(content.brand)}</td></tr>
<tr>${cardHtml(content)}</tr>
<tr><td style="padding:18px 4px 0">${content.footer.map(footerLine)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`.html;
