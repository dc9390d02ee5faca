import { darkPalette, lightPalette, paletteCss } from './palette.ts'

/** The style sheet of a report. No font, image or script is fetched from anywhere. */
export const htmlStyle = `
:root{color-scheme:light dark;${paletteCss(lightPalette)};
--sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media(prefers-color-scheme:dark){:root{${paletteCss(darkPalette)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:400 1rem/1.6 var(--sans);font-variant-numeric:tabular-nums lining-nums}
main{max-width:64rem;margin:0 auto;padding:4.5rem 2rem 4rem}
h1,h2,h3,p,dl,dd,figure,pre{margin:0}
h1{font-size:clamp(1.6rem,1.2rem + 1.8vw,2.35rem);font-weight:650;line-height:1.15;letter-spacing:-.022em;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.3rem;font-weight:620;letter-spacing:-.012em;line-height:1.3}
h3,figcaption b{font-size:.95rem;font-weight:620;line-height:1.4}
.subtitle{margin-top:.6rem;color:var(--muted);overflow-wrap:anywhere}
header{margin-bottom:2.25rem}
main>*+*{margin-top:2rem}
section{margin-top:4rem!important;padding-top:1.5rem;border-top:1px solid var(--line)}
section>*+*{margin-top:1.75rem}
.lead{font-size:1.2rem;line-height:1.55;max-width:46rem;text-wrap:pretty}
.text{max-width:44rem}
.figures{display:grid;grid-template-columns:repeat(4,1fr);border-top:1px solid var(--line)}
.figures>div{padding:1.25rem 1rem 1.35rem 0;border-bottom:1px solid var(--line)}
.figures dt{color:var(--muted);font-size:.875rem}
.figures .value{font-size:1.75rem;font-weight:600;letter-spacing:-.02em;line-height:1.25;margin-top:.15rem;white-space:nowrap}
.figures .detail{color:var(--muted);font-size:.8125rem;line-height:1.45;margin-top:.3rem}
.list h3{padding-bottom:.45rem;border-bottom:1px solid var(--ink)}
.list dl>div{display:grid;grid-template-columns:auto 1fr;gap:0 1.25rem;padding:.36rem 0;border-bottom:1px solid var(--line);font-size:.9rem}
.list dt{color:var(--muted)}
.list .value{text-align:right;overflow-wrap:anywhere}
.list .detail{grid-column:1/-1;text-align:right;color:var(--muted);font-size:.8125rem}
.notes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:.6rem 2rem;padding:0;list-style:none;margin-bottom:0}
.note{display:grid;grid-template-columns:1.5rem 1fr;gap:0 .35rem;padding:.65rem .85rem .65rem .75rem;border:1px solid var(--line);border-radius:.4rem;
background:var(--surface);font-size:.9rem;line-height:1.5}
.note svg{width:1rem;height:1rem;margin-top:.22rem;color:var(--muted)}
.note.warning{background:var(--warning-page);border-color:color-mix(in srgb,var(--warning) 35%,transparent)}
.note.warning b,.note.warning svg{color:var(--warning)}
.note span{color:var(--muted)}
.note.warning span{color:var(--ink)}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:2.25rem 2.5rem}
.columns>*{min-width:0}
.columns>*>*+*{margin-top:1.5rem}
figure{position:relative}
figcaption{display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;align-items:center;margin-bottom:.6rem}
figcaption ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin:0;padding:0;color:var(--muted);font-size:.8125rem}
figcaption li{display:flex;align-items:center;gap:.4rem}
figcaption li svg{flex:none;width:1.35rem;height:.9rem;overflow:visible}
figure>svg{display:block;width:100%;height:auto;overflow:visible;touch-action:pan-y}
figure>svg text{font:12px var(--sans);font-variant-numeric:tabular-nums;fill:var(--muted)}
figure>svg .label{fill:var(--ink);font-weight:600;paint-order:stroke;stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
figure>svg .value{fill:var(--ink)}
figure>.narrow .value{font-size:10px}
figure.half>.narrow .value{font-size:11.5px}
figure>svg .total{font-weight:650}
figure>.narrow{display:none}
figure.half>.narrow{display:block}
.grid,.axis,.base,.cross path{fill:none;stroke:var(--line);stroke-width:1}
.axis{stroke:color-mix(in srgb,var(--muted) 55%,transparent)}
.base{stroke:var(--muted);stroke-dasharray:1 3}
.main,.second,.other,.price,.sunk-line{fill:none;stroke-linejoin:round;stroke-linecap:round}
.main{stroke:var(--main);stroke-width:1.75}
.second{stroke:var(--second);stroke-width:1.5}
.other{stroke:var(--other);stroke-width:1.1;stroke-dasharray:6 1.5;stroke-linecap:butt}
.price{stroke:var(--ink);stroke-opacity:.62;stroke-width:1.25}
.sunk{fill:var(--loss);fill-opacity:.16}
.sunk-line{stroke:var(--loss);stroke-width:1.25}
.spot{fill:var(--loss)}
.fan{fill:var(--main);fill-opacity:.16}
.sum{fill:none;stroke:var(--ink);stroke-width:1.75;stroke-linejoin:round}
.layer{stroke:var(--page);stroke-width:.75;stroke-linejoin:round;fill-opacity:.8}
.layer-0,.layer-4{fill:var(--main)}
.layer-1,.layer-5{fill:var(--short)}
.layer-2,.layer-6{fill:var(--second)}
.layer-3,.layer-7{fill:var(--long)}
.layer-others{fill:var(--other)}
.layer-4,.layer-5,.layer-6,.layer-7,.layer-others{fill-opacity:.42}
.candle{stroke-width:1}
.rising{fill:var(--page);stroke:var(--gain)}
.falling{fill:var(--loss);stroke:var(--loss)}
.held-long{fill:var(--long);fill-opacity:.14}
.held-short{fill:var(--short);fill-opacity:.17}
.mark{stroke-width:1.5;stroke-linejoin:round}
.enter-long{fill:var(--long);stroke:var(--long)}
.exit-long{fill:var(--page);stroke:var(--long)}
.enter-short{fill:var(--short);stroke:var(--short)}
.exit-short{fill:var(--page);stroke:var(--short)}
.cell.gain{fill:var(--heat-gain)}
.cell.loss{fill:var(--heat-loss)}
.framed{fill:none;stroke:var(--ink);stroke-width:2}
.thread{fill:none;stroke:var(--other);stroke-width:1;stroke-opacity:.22;stroke-linejoin:round}
.thread.chosen{stroke:var(--main);stroke-width:1.75;stroke-opacity:.85}
.bar{fill:var(--main)}
.bar.gain{fill:var(--gain)}
.bar.loss{fill:var(--loss)}
.mean{fill:none;stroke:var(--ink);stroke-width:1.25;stroke-dasharray:3 3}
.cross{pointer-events:none}
.cross path{stroke:var(--muted)}
.cross circle{fill:var(--page);stroke:var(--main);stroke-width:2}
.tip{position:absolute;z-index:1;pointer-events:none;padding:.35rem .6rem;border:1px solid var(--line);border-radius:.35rem;background:var(--surface);
box-shadow:0 2px 10px rgb(0 0 0/.08);font-size:.8125rem;line-height:1.45;white-space:pre}
.scroll{overflow:auto;max-height:36rem;border:1px solid var(--line);border-radius:.4rem;background:var(--surface)}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.84375rem;line-height:1.4}
th,td{padding:.45rem .62rem;text-align:left;white-space:nowrap;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;background:var(--surface);color:var(--muted);font-weight:550;font-size:.8125rem}
tbody th{font-weight:400;color:var(--muted)}
.right{text-align:right}
.wrap{white-space:normal;min-width:12rem}
.gap td,.empty{color:var(--muted);text-align:center;padding:.8rem}
.up{color:var(--gain)}
.down{color:var(--loss)}
.small{color:var(--muted);font-size:.8125rem;margin-top:.5rem}
pre{overflow-x:auto;padding:1rem 1.1rem;border:1px solid var(--line);border-radius:.4rem;background:var(--surface);font:.8125rem/1.6 var(--mono);tab-size:2}
h3+pre{margin-top:.7rem}
footer{margin-top:4.5rem!important;padding-top:1.25rem;border-top:1px solid var(--line);color:var(--muted);font-size:.8125rem}
:focus-visible{outline:2px solid var(--main);outline-offset:2px}
.date{white-space:nowrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:56rem){figure>.wide text{font-size:14px}}
@media(min-width:30rem) and (max-width:43rem){figure:not(.half)>.narrow text{font-size:9.5px}}
@media(max-width:52rem){.figures{grid-template-columns:repeat(2,1fr)}}
@media(max-width:43rem){
main{padding:2rem 1rem 3rem}
section{margin-top:3rem!important}
figure>.wide{display:none}
figure>.narrow{display:block}
.lead{font-size:1.0625rem}
.figures .value{font-size:1.4rem}
.figures>div{padding:.9rem .75rem 1rem 0}
th,td{padding:.4rem .6rem}
.wrap{min-width:18rem}
}
@media print{
:root{color-scheme:light;${paletteCss({ ...lightPalette, page: '#ffffff' })}}
body{font-size:10pt}
main{max-width:none;padding:0}
.scroll{overflow:visible;max-height:none;border:0}
table{font-size:7.5pt}
th,td{padding:.2rem .35rem;white-space:normal}
thead th{position:static}
section{margin-top:2rem!important}
h2,h3,figcaption{break-after:avoid}
figure,.note,.figures>div,.list,tr{break-inside:avoid}
pre{white-space:pre-wrap}
.tip,.cross{display:none}
}
`.trim()
