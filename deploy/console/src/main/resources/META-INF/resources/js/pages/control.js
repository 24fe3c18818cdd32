// The payment gate: what it was told, who obeys; and the generated load. Everything asks first.
import { html, useState } from '../preact.js';
import { useLive } from '../live.js';
import { Empty, Field, Panel, State, Table, Time, Trouble, ask, filled, tell } from '../ui.js';
import { call, query } from '../api.js';
import { isServiceWell } from '../wellbeing.js';

const PATIENCE_MILLIS = 20000;

export function ControlPage() {
  const live = useLive();
  const gate = live.control?.gate;
  return html`
    <div class="columns">
      <${Panel} title="The payment gate" id="gate-title"><${Gate} gate=${gate} live=${live} /><//>
      <${Panel} title="Who obeys" id="instances-title"><${Instances} gate=${gate} /><//>
      <${Panel} title="Rate" id="rate-title"><${Rate} gate=${gate} /><//>
      <${Panel} title="Generated load" id="generator-title"><${Generator} load=${live.control?.generator} /><//>
    </div>`;
}

/** Asks, then does; says what came of it. */
function useDeed() {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState('');
  const act = async (question, request, done) => {
    const wanted = await ask(question);
    if (!wanted) return;
    setProblem(null);
    setBusy(`${question.yes}: asked for, waiting until every instance obeys…`);
    try {
      tell(done(await request(wanted)));
    } catch (failed) {
      setProblem(failed);
    }
    setBusy('');
  };
  return { act, shown: html`<p role="status" class="quiet">${busy}</p><${Trouble} problem=${problem} />`, busy: busy !== '' };
}

const obeyed = (answer, words) => (answer?.acknowledged ? `${words} Every instance obeys.` : 'It is written, and not every instance obeys yet.');

function Gate({ gate, live }) {
  const { act, shown, busy } = useDeed();
  if (!gate) return isServiceWell(live, 'payments') === false ? html`<p><${State} of="AWAY" /> payments is away; the gate is what it was told last. See <a href="#/health">Health</a>.</p>` : html`<${Empty}>payments has not told its state yet.<//>`;
  const inFlight = (live.control.totals?.currencies || []).reduce((sum, it) => sum + it.inFlight.count, 0);
  const waiting = live.applications?.find((it) => it.name === 'payments-gate')?.lag;
  const pause = () => act({ title: 'Pause payments?', text: 'Nothing enters any more; what is in flight ends. Payments wait in Kafka, orders wait in VALIDATED until their deadline.', yes: 'Pause', danger: true },
    () => call('payments', 'POST', `/v1/control/pause?timeout=${PATIENCE_MILLIS}`), (it) => obeyed(it, 'Payments are paused.'));
  const drain = () => act({ title: 'Drain payments?', text: 'Nothing enters any more, and it is proved when nothing is in flight.', yes: 'Drain', danger: true },
    () => call('payments', 'POST', `/v1/control/drain?timeout=${PATIENCE_MILLIS}`), (it) => obeyed(it, 'Nothing is in flight; every instance has proved it.'));
  const resume = () => act({ title: 'Resume payments?', text: 'What waited enters; a ramp lets the rate grow slowly.', yes: 'Resume', fields: html`<${Field} label="Ramp, seconds" name="ramp" value="0" inputmode="numeric" />` },
    ({ ramp }) => call('payments', 'POST', `/v1/control/resume${query({ rampMillis: Math.round(Number(ramp || 0) * 1000), timeout: PATIENCE_MILLIS })}`), (it) => obeyed(it, 'Payments enter again.'));
  return html`
    <p class="large" id="gate-mode"><${State} of=${gate.mode} words=${{ RUN: 'Running', PAUSE: 'Paused', DRAIN: gate.acknowledged ? 'Drained' : 'Draining' }[gate.mode]} /></p>
    <p id="gate-obeyed">${gate.acknowledged ? 'Every instance obeys.' : 'Not every instance obeys yet.'}</p>
    ${gate.mode === 'DRAIN' && html`<p id="drain-proof">${gate.acknowledged ? html`<strong>Proved empty:</strong> every instance has closed its gate, and behind what the accounts have committed there is no payment that they will ever read. Totals say ${inFlight} in flight.` : `Not proved yet: ${inFlight} payments are in flight.`}</p>`}
    <dl><dt>In flight</dt><dd>${inFlight}</dd><dt>Waiting at the gate</dt><dd>${waiting ?? 'not known'}</dd><dt>Rate</dt><dd>${gate.ratePerSecond ? `at most ${gate.ratePerSecond}/s` : 'no limit'}</dd></dl>
    <div class="buttons">
      <button type="button" disabled=${busy} onClick=${pause} class="danger">Pause…</button>
      <button type="button" disabled=${busy} onClick=${drain} class="danger">Drain…</button>
      <button type="button" disabled=${busy} onClick=${resume} class="primary">Resume…</button>
    </div>
    ${shown}`;
}

function Instances({ gate }) {
  if (!gate) return html`<${Empty}>Not known now.<//>`;
  if (gate.instances.length === 0) return html`<${Empty}>No instance has said anything yet.<//>`;
  return html`<${Table} caption="What each instance of payments has acknowledged" heads=${['Instance', 'Does', 'Since', 'Obeys the last command']}>
    ${gate.instances.map((it) => html`<tr data-instance=${it.instance} data-live=${String(it.live)}><th scope="row">${it.instance}${it.live ? '' : ' (gone)'}</th><td><${State} of=${it.state} /></td><td><${Time} at=${it.since} /></td><td>${it.commandId === gate.commandId ? 'yes' : 'not yet'}</td></tr>`)}
  <//>`;
}

function Rate({ gate }) {
  const { act, shown, busy } = useDeed();
  const submit = (event) => {
    event.preventDefault();
    const { ratePerSecond, ramp } = filled(event.target);
    const limit = ratePerSecond.trim() === '' ? null : Number(ratePerSecond);
    act({ title: limit === null ? 'Lift the limit?' : `Limit payments to ${ratePerSecond} per second?`, text: 'Over all instances together.', yes: 'Set the rate' },
      () => call('payments', 'PUT', `/v1/control/rate?timeout=${PATIENCE_MILLIS}`, { ratePerSecond: limit, rampMillis: Math.round(Number(ramp || 0) * 1000) }), (it) => obeyed(it, limit === null ? 'There is no limit any more.' : `The limit is ${limit} per second.`));
  };
  return html`<form id="rate" onSubmit=${submit}>
    <div class="line">
      <${Field} label="Payments per second" name="ratePerSecond" hint="empty: no limit" inputmode="numeric" value=${gate?.ratePerSecond ?? ''} />
      <${Field} label="Ramp, seconds" name="ramp" value="0" inputmode="numeric" />
    </div>
    <div class="buttons"><button type="submit" disabled=${busy} class="primary">Set the rate…</button></div>
    ${shown}</form>`;
}

function Generator({ load }) {
  const { act, shown, busy } = useDeed();
  const start = (event) => {
    event.preventDefault();
    const { ratePerSecond, accounts, skew, durationSeconds } = filled(event.target);
    act({ title: `Generate ${ratePerSecond} payments per second?`, text: `For ${durationSeconds} s, between ${accounts} accounts gen-0, gen-1, … They stay in the ledger.`, yes: 'Start' },
      () => call('payments', 'POST', '/v1/generator', { ratePerSecond: Number(ratePerSecond), accounts: Number(accounts), skew, durationSeconds: Number(durationSeconds) }), () => 'The load is under way.');
  };
  const stop = () => act({ title: 'Stop the load?', yes: 'Stop', danger: true }, () => call('payments', 'DELETE', '/v1/generator'), () => 'The load is stopped.');
  return html`
    ${load ? html`<p><${State} of=${load.running ? 'RUNNING' : 'ENDED'} words=${load.running ? 'Running' : 'Ended'} /> ${load.ratePerSecond}/s, ${load.skew}, since <${Time} at=${load.startedAt} /></p>
      <dl><dt>Submitted</dt><dd>${load.submitted}</dd><dt>Acknowledged</dt><dd>${load.acknowledged}</dd><dt>Failed</dt><dd>${load.failed}</dd></dl>
      ${load.running && html`<div class="buttons"><button type="button" class="danger" disabled=${busy} onClick=${stop}>Stop…</button></div>`}` : html`<${Empty}>No load was started yet.<//>`}
    <form id="generator" onSubmit=${start}>
      <div class="line">
        <${Field} label="Per second" name="ratePerSecond" value="20" inputmode="numeric" />
        <${Field} label="Accounts" name="accounts" value="50" inputmode="numeric" />
        <${Field} label="Seconds" name="durationSeconds" value="60" inputmode="numeric" />
        <${Field} label="Who pays" name="skew" options=${[['UNIFORM', 'all alike'], ['ZIPF', 'few often'], ['HOT', 'one hot account']]} />
      </div>
      <div class="buttons"><button type="submit" class="primary" disabled=${busy || load?.running}>Start…</button></div>
      ${shown}
    </form>`;
}
