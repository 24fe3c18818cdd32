// The pipeline as it runs: what flows where, who is behind, and one order on its way.
import { html, useEffect, useMemo, useRef, useState } from '../preact.js';
import { isAboutOrder, useFacts, useLive } from '../live.js';
import { Empty, Field, Panel, State, Table, Time, Trouble, tell, wideOnly } from '../ui.js';
import { call } from '../api.js';
import { isServiceWell } from '../wellbeing.js';
import { NODES, SIZES, edgesIn, line, nodeOf } from '../pipeline.js';
import { animation } from '../tokens.js';

const BEHIND = 100;

function useNarrow() {
  const media = useMemo(() => matchMedia('(max-width: 900px)'), []);
  const [narrow, setNarrow] = useState(media.matches);
  useEffect(() => {
    const listener = () => setNarrow(media.matches);
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  }, []);
  return narrow;
}

const rate = (perSecond) => (perSecond === 0 ? 'quiet' : perSecond < 10 ? `${perSecond.toFixed(1)}/s` : `${Math.round(perSecond)}/s`);

/** What is known of a box: one line for people, and how it is. */
function known(node, live) {
  if (node.kind === 'topic') {
    const topic = live.topics?.topics.find((it) => it.name === node.name);
    return { words: topic ? rate(topic.perSecond) : '…', kind: 'topic', busy: topic?.perSecond > 0 };
  }
  const application = live.applications?.find((it) => it.name === node.name);
  if (isServiceWell(live, node.service) === false) return { words: 'service is away', kind: 'bad' };
  if (!application) return { words: live.applications ? 'never ran' : '…', kind: 'open' };
  if (application.members === 0) return { words: 'not running', kind: 'bad' };
  const gate = live.control?.gate;
  if (node.name === 'payments-gate' && gate && gate.mode !== 'RUN') {
    return { words: `${gate.mode === 'DRAIN' ? 'draining' : 'paused'}, ${application.lag} wait`, kind: 'halted' };
  }
  if (application.state !== 'Stable') return { words: 'rebalances', kind: 'halted' };
  if (application.lag > BEHIND) return { words: `${application.lag} behind`, kind: 'halted' };
  return { words: application.lag === 0 ? 'up to date' : `${application.lag} to do`, kind: 'good' };
}

function Box({ node, layout, live, reached }) {
  const [x, y] = node[layout];
  const [width, height] = SIZES[layout].box;
  const { words, kind, busy } = known(node, live);
  return html`<g class="box ${node.kind} ${kind} ${busy ? 'busy' : ''} ${reached ? 'reached' : ''}" data-node=${node.name} transform="translate(${x - width / 2} ${y - height / 2})">
    <title>${node.kind} ${node.name}: ${words}</title>
    <rect width=${width} height=${height} rx=${node.kind === 'topic' ? 25 : 6} />
    <text x=${width / 2} y="21" class="name">${node.name}</text>
    <text x=${width / 2} y="39" class="what">${words}${reached ? ` · ${reached}` : ''}</text>
  </g>`;
}

function Picture({ live, followed }) {
  const layout = useNarrow() ? 'narrow' : 'wide';
  const { width, height } = SIZES[layout];
  const layer = useRef(null);
  const runner = useRef(null);
  const [reached, setReached] = useState({});
  useEffect(() => {
    setReached({});
    if (!followed) return undefined;
    runner.current = animation(layer.current, layout, () => edgesIn(live.lineage), (fact) => setReached((before) => ({ ...before, [fact.topic]: fact.what.split(' ').pop() })));
    runner.current.take(live.facts.filter(isAboutOrder(followed)));
    return () => {
      runner.current.end();
      runner.current = null;
    };
  }, [followed, layout]);
  useFacts((facts) => {
    const own = followed ? facts.filter(isAboutOrder(followed)) : [];
    if (own.length > 0) runner.current?.take(own);
  }, [followed]);
  const edges = useMemo(() => edgesIn(live.lineage), [live.lineage]);
  const flows = (topic) => (live.topics?.topics.find((it) => it.name === topic)?.perSecond || 0) > 0;
  return html`<svg class="picture" viewBox="0 0 ${width} ${height}" role="img" aria-label="The pipeline; the tables below say the same in words">
    <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z" /></marker></defs>
    ${edges.map((edge) => html`<path class="edge ${flows(edge.topic) ? 'flows' : ''}" data-from=${edge.from} data-to=${edge.to} d=${line(nodeOf(edge.from), nodeOf(edge.to), layout)} marker-end="url(#tip)" />`)}
    ${NODES.map((node) => html`<${Box} node=${node} layout=${layout} live=${live} reached=${reached[node.name]} />`)}
    <g ref=${layer}></g>
  </svg>`;
}

function Follow({ followed, setFollowed, live }) {
  const [problem, setProblem] = useState(null);
  const follow = (event) => {
    event.preventDefault();
    setFollowed(new FormData(event.target).get('follow').trim());
  };
  const sample = async () => {
    const id = `console-${Date.now().toString(36)}`;
    setProblem(null);
    setFollowed(id);
    try {
      await call('orders', 'POST', '/v1/orders', { id, customerId: 'c-alice', currency: 'EUR', lines: [{ productId: 'tea', quantity: 1, unitPrice: '18.20' }] });
      tell(`Order ${id} is placed.`);
    } catch (failed) {
      setProblem(failed);
    }
  };
  const facts = followed ? live.facts.filter(isAboutOrder(followed)) : [];
  const start = facts.length > 0 ? facts[0].time : 0;
  return html`<${Panel} title="One order on its way" id="follow-title">
    <form class="line" onSubmit=${follow}>
      <${Field} label="Order to follow" name="follow" value=${followed} />
      <button type="submit">Follow</button>
      <button type="button" class="primary" onClick=${sample}>Place a packet of tea for c-alice and follow it</button>
    </form>
    <${Trouble} problem=${problem} />
    ${followed && facts.length === 0 && html`<${Empty}>Nothing was heard of ${followed} since this page looks. <a href="#/orders/${encodeURIComponent(followed)}">Look it up</a>.<//>`}
    ${facts.length > 0 && html`<p><a href="#/orders/${encodeURIComponent(followed)}">All about ${followed}</a></p>
      <ol class="facts" aria-live="polite">${facts.map((fact) => html`<li><span class="after">+${fact.time - start} ms</span> <code>${fact.topic}</code> <strong>${fact.what}</strong> <span class="quiet">${fact.detail}</span></li>`)}</ol>`}
  <//>`;
}

export function FlowPage({ rest }) {
  const live = useLive();
  const [followed, setFollowed] = useState(rest[0] || '');
  return html`
    <${Panel} title="The pipeline now" id="picture-title" aside=${html`<span class="legend quiet">round: topics · square: applications</span>`}>
      <${Picture} live=${live} followed=${followed} />
      ${live.topics?.onlyCounted > 0 && html`<p class="quiet">So much happened at times that ${live.topics.onlyCounted} records were only counted.</p>`}
    <//>
    <${Follow} followed=${followed} setFollowed=${setFollowed} live=${live} />
    <${Panel} title="Who reads and writes what" id="lineage-title" aside=${html`<span class="legend quiet">as the running services say; press a box to see what it has to do with</span>`}><${Lineage} lineage=${live.lineage} /><//>
    <div class="columns">
      <${Panel} title="Applications" id="applications-title"><${Applications} live=${live} /><//>
      <${Panel} title="Topics" id="topics-title"><${Topics} live=${live} /><//>
    </div>`;
}

/** The whole graph; what lays it out is only fetched when somebody wants to see it. */
function Lineage({ lineage }) {
  const [Graph, setGraph] = useState(null);
  const [problem, setProblem] = useState(null);
  if (!lineage || Object.keys(lineage).length === 0) return html`<${Empty}>No service has said it yet.<//>`;
  const show = () => import('../graph.js').then((module) => setGraph(() => module.Graph), setProblem);
  if (Graph) return html`<${Graph} lineage=${lineage} />`;
  return html`<${Trouble} problem=${problem} /><button type="button" onClick=${show}>Draw the graph</button>`;
}

export function Applications({ live }) {
  if (!live.applications) return html`<${Empty}>The broker has not answered yet.<//>`;
  return html`<${Table} caption="Applications with state and lag" heads=${['Application', 'State', 'Members', 'Behind', wideOnly('Reads')]}>
    ${live.applications.map((it) => html`<tr data-application=${it.name}>
      <th scope="row">${it.name}</th><td><${State} of=${it.state} /></td><td class="number">${it.members}</td><td class="number">${it.lag}</td>
      <td class="small wide-only">${it.reads.map((input) => (input.lag > 0 ? `${input.topic} (${input.lag})` : input.topic)).join(', ')}</td></tr>`)}
  <//>`;
}

function Topics({ live }) {
  if (!live.topics) return html`<${Empty}>The topics are not followed yet.<//>`;
  return html`<${Table} caption="Topics with their rates" heads=${['Topic', 'Per second', wideOnly('Since the console looks'), 'Last record']}>
    ${live.topics.topics.map((it) => html`<tr><th scope="row">${it.name}</th><td class="number">${it.perSecond.toFixed(1)}</td><td class="number wide-only">${it.seen}</td><td><${Time} at=${it.lastAt} /></td></tr>`)}
  <//>`;
}
