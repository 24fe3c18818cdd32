// Is it healthy? Each service and instance, the platform, the guarantees, what went wrong, who did what.
import { html } from '../preact.js';
import { useLive } from '../live.js';
import { Empty, NotHere, Panel, State, Table, Time } from '../ui.js';
import { verdict } from '../wellbeing.js';
import { Applications } from './flow.js';

export function HealthPage() {
  const live = useLive();
  const well = verdict(live);
  return html`
    <p class="large verdict" role="status"><span class="state ${well.kind}">${well.words}</span></p>
    <div class="cards" id="services">
      ${(live.health || []).map((service) => html`<${Service} service=${service} />`)}
      ${live.platform.map((part) => html`<article class="card ${part.well ? 'good' : 'bad'}" data-service=${part.name}>
        <h2>${part.name}</h2><p><${State} of=${part.well ? 'READY' : 'AWAY'} words=${part.well ? 'ready' : 'away'} /> since <${Time} at=${part.since} /></p><p class="quiet">${part.said}</p></article>`)}
    </div>
    <${Panel} title="Guarantees" id="guarantees-title"><${Guarantees} told=${live.guarantees} /><//>
    <${Panel} title="Applications" id="applications-title"><${Applications} live=${live} /><//>
    <div class="columns">
      <${Panel} title="Recent errors" id="troubles-title"><${Troubles} live=${live} /><//>
      <${Panel} title="Who did what" id="acts-title"><${Acts} live=${live} /><//>
      <${Panel} title="What the services went through" id="events-title"><${Events} live=${live} /><//>
    </div>`;
}

/** What the auditor says; nothing is claimed where there is none. */
function Guarantees({ told }) {
  if (!told) return html`<${NotHere} what="The live check of the guarantees" />`;
  const off = told.auditor === 'OFF';
  return html`
    <p>${off ? html`<${State} of="OFF" words="Not watched" />` : html`<${State} of=${told.holds ? 'HOLDS' : 'BROKEN'} words=${told.holds ? 'All that was read holds' : 'Broken'} />`} <span class="quiet">${AUDITOR[told.auditor] || told.auditor}, ${told.recordsRead} records read, ${told.lag} to read. ${told.trouble}</span></p>
    <${Table} caption="What is promised and whether it holds" heads=${['Promise', 'Holds', 'Judged', 'Breaches']}>
      ${told.invariants.map((it) => html`<tr data-guarantee=${it.name}><th scope="row">${it.name}<br /><span class="quiet small promise">${it.promise}</span></th><td><${Held} invariant=${it} off=${off} /></td><td class="number">${it.judged}</td><td class="number">${it.breaches}</td></tr>`)}
    <//>
    ${told.breaches.length > 0 && html`<h3>Latest breaches</h3><ul class="plain log">${told.breaches.map((it) => html`<li><${Time} at=${it.seenAt} /> <strong>${it.invariant}</strong> ${it.subject}: ${it.detail} <span class="quiet"><code>${it.topic}</code> ${it.partition}/${it.offset}</span></li>`)}</ul>`}`;
}

/** Nothing is claimed of what nobody looked at. */
function Held({ invariant, off }) {
  if (invariant.broken > 0) return html`<${State} of="BROKEN" words="${invariant.broken} broken" />`;
  if (off || invariant.judged === 0) return html`<${State} of="OFF" words=${off ? 'not watched' : 'nothing to judge yet'} />`;
  return html`<${State} of="HOLDS" words="holds" />`;
}

const AUDITOR = { OFF: 'the auditor is switched off', WAITING: 'the auditor waits', CATCHING_UP: 'the auditor is catching up', LIVE: 'live' };

const WORDS = { READY: 'ready', NOT_READY: 'not ready', AWAY: 'away' };
const worst = (service) => ['AWAY', 'NOT_READY', 'READY'].find((state) => service.instances.some((it) => it.state === state));

function Service({ service }) {
  const state = worst(service);
  return html`<article class="card ${{ READY: 'good', NOT_READY: 'halted', AWAY: 'bad' }[state]}" data-service=${service.name} data-state=${state}>
    <h2>${service.name}</h2>
    ${service.instances.map((it) => html`<div class="instance">
      <p><${State} of=${it.state} words=${WORDS[it.state]} /> since <${Time} at=${it.since} /> <span class="quiet">${it.address.replace(/^https?:\/\//, '')}</span></p>
      ${it.said && html`<p>${it.said}</p>`}
      ${it.state !== 'READY' && html`<p class="quiet">To start it again: <code>./cascade up</code>; to see why: <code>./cascade logs ${service.name}</code></p>`}
      ${it.checks.length > 0 && html`<details><summary>${it.checks.length} ${it.checks.length === 1 ? 'check' : 'checks'}</summary><ul class="plain">${it.checks.map((check) => html`<li><${State} of=${check.up ? 'READY' : 'AWAY'} words=${check.name} /> <span class="quiet">${check.data}</span></li>`)}</ul></details>`}
    </div>`)}
  </article>`;
}

function Troubles({ live }) {
  const letters = live.facts.filter((fact) => fact.topic.endsWith('-dead-letters')).slice(-20).reverse();
  return html`
    ${live.troubles.length === 0 ? html`<${Empty}>The console saw none since it started.<//>` : html`<ul class="plain log">${live.troubles.slice(0, 50).map((it) => html`<li><${Time} at=${it.at} /> <strong>${it.where}</strong> ${it.what}</li>`)}</ul>`}
    ${live.errors.length > 0 && html`<h3>As the services logged</h3><ul class="plain log" id="logged">${live.errors.map((it) => html`<li data-level=${it.what} data-service=${shortly(it.key)}><${Time} at=${it.time} /> <${State} of=${LEVELS[it.what]} words=${it.what} /> <strong>${shortly(it.key)}</strong> ${it.detail}</li>`)}</ul>`}
    ${letters.length > 0 && html`<h3>Latest <a href="#/letters">dead letters</a></h3><ul class="plain log">${letters.map((it) => html`<li><${Time} at=${it.time} /> <strong>${it.topic}</strong> ${it.detail}</li>`)}</ul>`}`;
}

/** How bad a level is, in words that have a colour. */
const LEVELS = { WARN: 'NOT_READY', ERROR: 'ERROR', FATAL: 'ERROR' };
const shortly = (service) => service.replace(/-service$/, '');

function Events({ live }) {
  return live.events.length === 0
    ? html`<${Empty}>The services have written nothing down lately.<//>`
    : html`<ul class="plain log" id="events">${live.events.map((it) => html`<li data-event=${it.what} data-service=${shortly(it.key)}><${Time} at=${it.time} /> <strong>${shortly(it.key)}</strong> ${it.what} <span class="quiet">${it.detail}</span></li>`)}</ul>`;
}

function Acts({ live }) {
  const audited = live.facts.filter((fact) => fact.topic === 'audit-events').slice(-30).reverse();
  return html`
    ${live.acts.length === 0 ? html`<${Empty}>Nothing was changed by way of this console since it started.<//>` : html`<${Table} caption="Changes asked for by way of this console" heads=${['Time', 'From', 'Asked', 'Answer']}>
      ${live.acts.slice(0, 50).map((it) => html`<tr><td><${Time} at=${it.at} /></td><td>${it.from}</td><td><strong>${it.service}</strong> <code>${it.request}</code></td><td><${State} of=${it.status < 400 ? 'PASS' : 'FAIL'} words=${it.status} /></td></tr>`)}
    <//>`}
    ${audited.length > 0 && html`<h3>As the services noted</h3><ul class="plain log">${audited.map((it) => html`<li><${Time} at=${it.time} /> <strong>${it.what}</strong> ${it.detail}</li>`)}</ul>`}`;
}
