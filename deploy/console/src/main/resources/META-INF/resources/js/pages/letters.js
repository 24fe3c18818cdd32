// Dead letters: what could not be processed, why, and what becomes of it.
import { html, useEffect, useState } from '../preact.js';
import { useAfterFacts, useLive } from '../live.js';
import { Empty, Field, NotHere, Panel, Signature, State, Table, Time, Trouble, ask, filled, tell, useAsked } from '../ui.js';
import { call, escaped, get, query } from '../api.js';

const SERVICES = ['orders', 'payments', 'inventory', 'fraud', 'order-details', 'email'];

export function LettersPage({ rest }) {
  const [service, id] = rest;
  return html`
    <${Counts} chosen=${service} />
    ${service && SERVICES.includes(service) && html`<div class="columns">
      <${Panel} title="Letters of ${service}" id="letters-title"><${Letters} service=${service} key=${service} chosen=${id} /><//>
      ${id && html`<${Panel} title="Letter ${id}" id="letter-title"><${Letter} service=${service} id=${id} key=${`${service}/${id}`} /><//>`}
    </div>`}`;
}

/** How many are open, by service; null where a service does not tell. */
async function allCounts() {
  const found = await Promise.allSettled(SERVICES.map((service) => get(service, '/v1/dead-letters/counts')));
  return Object.fromEntries(SERVICES.map((service, index) => [service, found[index].status === 'fulfilled' ? found[index].value : { failed: found[index].reason }]));
}

/** Those that wait, over all topics and reasons. */
const openOf = (counts) => counts.counts.reduce((sum, it) => sum + it.open, 0);

/** How a letter's state looks: what is open is a thing to do. */
const MEANINGS = { open: 'FAILED', replayed: 'REPLAYED', discarded: 'DISCARDED' };

function Counts({ chosen }) {
  const counts = useAsked(allCounts, []);
  useAfterFacts((fact) => fact.topic.endsWith('-dead-letters') || fact.topic.startsWith('dead-letter') || fact.topic === 'audit-events', counts.again, []);
  const live = useLive();
  const seen = (service) => live.topics?.topics.find((it) => it.name === `${service}-dead-letters`);
  return html`<${Panel} title="By service" id="counts-title">
    <${Table} caption="Dead letters by service" heads=${['Service', 'Waiting', 'Last one']}>
      ${SERVICES.map((service) => {
    const own = counts.content?.[service];
    return html`<tr data-service=${service}><th scope="row"><a href="#/letters/${service}" aria-current=${service === chosen ? 'true' : null}>${service}</a></th>
      <td>${!own ? '…' : own.failed ? html`<span class="quiet">${own.failed.status === 404 ? 'not available here' : own.failed.message}</span>` : openOf(own) === 0 ? html`<${State} of="RUNNING" words="none" />` : html`<${State} of="FAILED" words=${`${own.complete ? '' : 'at least '}${openOf(own)} open`} />`}</td>
      <td><${Time} at=${seen(service)?.lastAt} /></td></tr>`;
  })}
    <//>
  <//>`;
}

const MOST_ROUNDS = 100;
const FILTERS = { topic: '', reason: '', state: 'open' };

function Letters({ service, chosen }) {
  const [filter, setFilter] = useState(FILTERS);
  const [after, setAfter] = useState([]);
  const [problem, setProblem] = useState(null);
  const cursor = after.at(-1) || '';
  const letters = useAsked(() => get(service, `/v1/dead-letters${query({ ...filter, limit: 20, cursor })}`), [service, JSON.stringify(filter), cursor]);
  useAfterFacts((fact) => fact.topic === `${service}-dead-letters` || fact.topic.startsWith('dead-letter') || fact.topic === 'audit-events', letters.again, [service, JSON.stringify(filter), cursor]);
  if (letters.problem?.status === 404 && !letters.content) return html`<${NotHere} what="The work list of dead letters" />`;
  const change = (event) => {
    setAfter([]);
    setFilter({ ...filter, [event.target.name]: event.target.value.trim() });
  };
  const replayAll = async () => {
    const which = [filter.topic && `from ${filter.topic}`, filter.reason && `because of ${filter.reason}`].filter(Boolean).join(' ') || 'of this service';
    const wanted = await ask({ title: `Replay all open letters ${which}?`, text: 'Each is put back once, as it is.', yes: 'Replay all', danger: true, fields: html`<${Signature} />` });
    if (!wanted) return;
    setProblem(null);
    try {
      const limits = { ...(filter.topic && { topic: filter.topic }), ...(filter.reason && { reason: filter.reason }) };
      let worked = { more: true };
      let replayed = 0;
      // The service replays a bounded number at a time.
      for (let round = 0; worked.more && round < MOST_ROUNDS; round += 1) {
        worked = await call(service, 'POST', '/v1/dead-letters/replay', { ...wanted, ...limits, ...(worked.cursor && { cursor: worked.cursor }) });
        replayed += worked.replayed;
      }
      tell(`${replayed} ${replayed === 1 ? 'letter is' : 'letters are'} put back${worked.more ? '; there are more' : ''}.`);
      letters.again();
    } catch (failed) {
      setProblem(failed);
    }
  };
  return html`
    <form class="line" onSubmit=${(event) => event.preventDefault()}>
      <${Field} label="From topic" name="topic" value=${filter.topic} onChange=${change} />
      <${Field} label="Reason" name="reason" value=${filter.reason} onChange=${change} />
      <${Field} label="State" name="state" value=${filter.state} onChange=${change} options=${[['', 'any'], ['open', 'open'], ['replayed', 'replayed'], ['discarded', 'discarded']]} />
    </form>
    <${Trouble} problem=${letters.problem || problem} />
    ${letters.content && (letters.content.letters.length === 0 ? html`<${Empty}>None.<//>` : html`<${Table} caption="Dead letters of ${service}" heads=${['Letter', 'From', 'Reason', 'Time', 'State']}>
      ${letters.content.letters.map((it) => html`<tr key=${it.id} data-letter=${it.id}><th scope="row"><a href="#/letters/${service}/${escaped(it.id)}" aria-current=${it.id === chosen ? 'true' : null}>${it.id}</a></th><td><code>${it.topic}</code> <span class="quiet">${it.partition}/${it.offset}</span></td><td class="small">${it.reason}<br /><span class="quiet">${it.message}</span></td><td><${Time} at=${it.time} /></td><td><${State} of=${MEANINGS[it.state]} words=${it.state} /></td></tr>`)}
    <//>`)}
    <div class="buttons">
      ${after.length > 0 && html`<button type="button" onClick=${() => setAfter(after.slice(0, -1))}>Newer</button>`}
      ${letters.content?.cursor && html`<button type="button" onClick=${() => setAfter([...after, letters.content.cursor])}>Older</button>`}
      ${letters.content?.letters.some((it) => it.state === 'open') && html`<button type="button" class="danger" onClick=${replayAll}>Replay all of these…</button>`}
    </div>`;
}

function Letter({ service, id }) {
  const [raw, setRaw] = useState(false);
  const letter = useAsked(() => get(service, `/v1/dead-letters/${escaped(id)}${raw ? '?raw=true' : ''}`), [service, id, raw]);
  useAfterFacts((fact) => fact.topic.startsWith('dead-letter') || fact.topic === 'audit-events', letter.again, [service, id]);
  const [value, setValue] = useState('');
  const [edited, setEdited] = useState(false);
  const [problem, setProblem] = useState(null);
  const it = letter.content;
  useEffect(() => {
    if (it && !edited) setValue(text(it.value));
  }, [it]);
  if (!it) return letter.pending ? html`<${Empty}>Looking…<//>` : html`<${Trouble} problem=${letter.problem} />`;
  const act = async (path, question, body, done) => {
    const wanted = await ask({ ...question, fields: html`<${Signature} />` });
    if (!wanted) return;
    setProblem(null);
    try {
      await call(service, 'POST', `/v1/dead-letters/${escaped(id)}/${path}`, body(wanted));
      tell(done);
      letter.again();
    } catch (failed) {
      setProblem(failed);
    }
  };
  const replay = () => {
    let corrected;
    try {
      corrected = edited ? JSON.parse(value) : undefined;
    } catch (failed) {
      setProblem({ message: `The corrected value is no JSON: ${failed.message}` });
      return;
    }
    act('replay', { title: edited ? 'Replay it as corrected?' : 'Replay it as it is?', text: `It goes to ${it.topic} again.`, yes: 'Replay' }, (wanted) => ({ ...wanted, ...(edited && { value: corrected }) }), 'It is put back.');
  };
  const discard = () => act('discard', { title: 'Discard this letter?', text: 'It is never processed. The letter stays readable.', yes: 'Discard', danger: true }, (wanted) => wanted, 'It is discarded.');
  return html`
    <p class="large" id="letter-state"><${State} of=${MEANINGS[it.state]} words=${it.state} /></p>
    <dl><dt>From</dt><dd><code>${it.topic}</code> ${it.partition}/${it.offset}</dd><dt>Time</dt><dd><${Time} at=${it.time} /></dd><dt>Reason</dt><dd>${it.reason}</dd><dt>Message</dt><dd>${it.message}</dd><dt>Key</dt><dd><code>${text(it.key)}</code></dd></dl>
    <div class="field"><label for="letter-value">${it.value == null ? `Value: ${it.valueBytes ?? '?'} bytes that are no record; write the record that was meant, as JSON` : 'Value; it can be corrected'}</label>
      <textarea id="letter-value" rows="10" spellcheck=${false} value=${value} onInput=${(event) => { setValue(event.target.value); setEdited(true); }}></textarea></div>
    ${it.valueHex ? html`<details open><summary>The bytes</summary><pre>${it.valueHex}</pre></details>` : it.valueBytes > 0 && html`<p><button type="button" onClick=${() => setRaw(true)}>Show the bytes</button> <span class="quiet">Nothing is masked in them.</span></p>`}
    ${it.headers && html`<details><summary>Headers</summary><pre>${JSON.stringify(it.headers, null, 2)}</pre></details>`}
    ${it.stack && html`<details><summary>Stack</summary><pre>${it.stack}</pre></details>`}
    ${it.cut && html`<p>Only the beginning is here (${it.cut}): it cannot be replayed as it is.</p>`}
    ${it.act && html`<p id="letter-act">${it.act.what[0].toUpperCase() + it.act.what.slice(1)}${it.act.corrected ? ', corrected,' : ''} by <strong>${it.act.by}</strong> <${Time} at=${it.act.when} />: ${it.act.why}${it.act.replayedOffset != null ? ` (offset ${it.act.replayedOffset})` : ''}</p>`}
    ${it.state === 'open' && html`<div class="buttons">
      <button type="button" class="primary" onClick=${replay}>${edited ? 'Replay corrected…' : 'Replay…'}</button>
      <button type="button" class="danger" onClick=${discard}>Discard…</button>
    </div>`}
    <${Trouble} problem=${problem} />`;
}

const text = (value) => (value == null ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2));
