// Traces: which there are, and one of them as a waterfall, hop under hop.
import { html } from '../preact.js';
import { Empty, Panel, State, Table, Time, Trouble, seconds, useAsked, wideOnly } from '../ui.js';
import { escaped, own } from '../api.js';

export function TracesPage({ rest }) {
  return rest.length > 0 ? html`<${One} id=${rest[0]} key=${rest[0]} />` : html`<${Latest} />`;
}

const spans = (count) => `${count} ${count === 1 ? 'span' : 'spans'}`;

function Latest() {
  const traces = useAsked(() => own('/traces'), []);
  return html`<${Panel} title="Latest traces" id="traces-title" aside=${html`<button type="button" onClick=${traces.again}>Look again</button>`}>
    <p class="quiet">What began with one request, through all services. The console keeps the latest only; a collector keeps them for longer.</p>
    <${Trouble} problem=${traces.problem} />
    ${traces.content?.length === 0 && html`<${Empty}>None was told yet: place an order, and look again.<//>`}
    ${traces.content?.length > 0 && html`<${Table} caption="Traces, the latest first" heads=${['Began', 'With', 'About', 'Took', 'Spans', wideOnly('Services')]}>
      ${traces.content.map((it) => html`<tr data-trace=${it.traceId}>
        <td><${Time} at=${it.at} /></td>
        <th scope="row"><a href="#/traces/${it.traceId}">${it.name}</a> ${it.failed && html`<${State} of="FAILED" words="failed" />`}</th>
        <td>${it.about}</td><td class="number">${seconds(it.millis)}</td><td class="number">${it.spans}</td><td class="wide-only">${it.services.join(', ')}</td></tr>`)}
    <//>`}
  <//>`;
}

function One({ id }) {
  const trace = useAsked(() => own(`/traces/${escaped(id)}`), [id]);
  if (!trace.content) return trace.pending ? html`<${Empty}>Looking for it…<//>` : html`<${Trouble} problem=${trace.problem} />`;
  const { at, millis, leftOut } = trace.content;
  const services = [...new Set(trace.content.spans.map((it) => it.service))];
  return html`<${Panel} title="Trace" id="trace-title" aside=${html`<button type="button" onClick=${trace.again}>Look again</button>`}>
    <p><code>${id}</code></p>
    <p class="quiet">Began <${Time} at=${at} />, ${seconds(millis)}, ${spans(trace.content.spans.length)} of ${services.join(', ')}.
      ${leftOut > 0 && ` ${spans(leftOut)} more came than the console keeps.`} A span ends when what it did is committed. <a href="#/traces">All traces</a></p>
    <${Waterfall} trace=${trace.content} />
  <//>`;
}

function Waterfall({ trace }) {
  return html`<${Table} caption="Spans, each under the one that led to it" heads=${['Span', 'When', 'Began', 'Took', wideOnly('Where')]}>
    ${trace.spans.map((it) => html`<tr data-span=${it.name} data-service=${it.service}>
      <th scope="row" class="span"><span class="depth" aria-hidden="true">${'· '.repeat(Math.min(it.depth, 12))}</span><small class="quiet">${it.service}</small> ${it.name} ${it.failed && html`<${State} of="FAILED" words="failed" />`}</th>
      <td class="bar"><${Bar} span=${it} whole=${trace.millis} /></td>
      <td class="number">${seconds(it.startMillis)}</td><td class="number">${seconds(it.millis)}</td>
      <td class="wide-only"><${Place} of=${it.attributes} /></td></tr>`)}
  <//>`;
}

/** When it was, as a part of the whole; never too small to be seen. */
function Bar({ span, whole }) {
  const share = (millis) => (whole > 0 ? (100 * millis) / whole : 0);
  const width = Math.max(0.8, share(span.millis));
  const from = Math.min(share(span.startMillis), 100 - width);
  return html`<svg class="waterfall" aria-hidden="true"><rect x="${from}%" width="${width}%" y="3" height="10" rx="2" class=${span.failed ? 'bad' : ''} /></svg>`;
}

function Place({ of }) {
  const topic = of['messaging.destination.name'];
  if (topic) return html`<code>${topic}</code> <span class="quiet">${of['messaging.destination.partition.id']}/${of['messaging.kafka.offset']} ${of['messaging.kafka.message.key']}</span>`;
  const status = of['http.response.status_code'];
  return status ? html`<code>${of['url.path']}</code> <span class="quiet">${status}</span>` : null;
}
