// The graph of who reads and writes what, laid out by dagre as the services say it is.
import { html, useMemo, useState } from './preact.js';
import { applicationsOf, chosen } from './lineage.js';
import { Empty, Field, Table } from './ui.js';
import '../vendor/dagre.min.js';

const { dagre } = globalThis;
const HEIGHT = 34;
const LETTER = 7.3;
const widthOf = (name) => Math.round(name.length * LETTER) + 26;

function laidOut({ applications, topics, edges }) {
  const graph = new dagre.graphlib.Graph().setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 46, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const add = (id, name, kind, words) => graph.setNode(id, { id, name, kind, words, width: widthOf(name), height: HEIGHT });
  topics.forEach((name) => add(name, name, 'topic', 'topic'));
  applications.forEach((it) => add(it.id, it.name, 'application', `${it.kind} of ${it.service}`));
  edges.forEach(({ from, to }) => graph.setEdge(from, to));
  dagre.layout(graph);
  return {
    nodes: graph.nodes().map((id) => graph.node(id)),
    edges: graph.edges().map((edge) => ({ ...edge, points: graph.edge(edge).points })),
    width: graph.graph().width,
    height: graph.graph().height,
  };
}

const path = (points) => `M${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' L')}`;

/** What has to do with a box: itself and what its arrows lead from and to. */
const near = (edges, id) => new Set(edges.flatMap(({ v, w }) => (v === id || w === id ? [v, w] : [])));

function Drawing({ graph, picked, pick }) {
  const close = picked ? near(graph.edges, picked) : null;
  const dim = (id) => (close && !close.has(id) ? 'dim' : '');
  const drawn = (v, w) => (picked === '' ? '' : v === picked || w === picked ? 'near' : 'dim');
  return html`<div class="scroll"><svg class="picture graph" viewBox="0 0 ${graph.width} ${graph.height}" width=${graph.width} height=${graph.height} role="img" aria-label="Who reads and writes what; the table below says the same in words">
    ${graph.edges.map(({ v, w, points }) => html`<path key="${v}>${w}" class="edge ${drawn(v, w)}" data-from=${v} data-to=${w} d=${path(points)} marker-end="url(#tip)" />`)}
    ${graph.nodes.map(({ id, name, kind, words, width, height, x, y }) => html`<g key=${id} class="box ${kind} ${dim(id)}" data-node=${id} transform="translate(${x - width / 2} ${y - height / 2})" onClick=${() => pick(id === picked ? '' : id)}>
      <title>${name}: ${words}</title>
      <rect width=${width} height=${height} rx=${kind === 'topic' ? HEIGHT / 2 : 5} />
      <text x=${width / 2} y="21.5" class="name">${name}</text>
    </g>`)}
  </svg></div>`;
}

function Words({ applications }) {
  return html`<details><summary>The same in words, with stores and internal topics</summary>
    <${Table} caption="What each application reads and writes" heads=${['Application', 'Service', 'Reads', 'Writes', 'Stores and internal topics']}>
      ${applications.map((it) => html`<tr data-lineage=${it.id}><th scope="row">${it.name}<br /><span class="quiet small">${it.kind}</span></th><td>${it.service}</td><td class="small">${it.reads.join(', ')}</td><td class="small">${it.writes.join(', ')}</td><td class="small">${[...it.stores, ...it.internal].join(', ')}</td></tr>`)}
    <//></details>`;
}

/** The graph, of all or of one service, and the same in words. */
export function Graph({ lineage }) {
  const [service, setService] = useState('');
  const [whole, setWhole] = useState(false);
  const [picked, pick] = useState('');
  const shown = useMemo(() => chosen(lineage, service, whole), [lineage, service, whole]);
  const graph = useMemo(() => laidOut(shown), [shown]);
  const services = Object.keys(lineage);
  return html`
    <div class="line">
      <${Field} label="Service" options=${[['', 'all'], ...services.map((it) => [it, it])]} value=${service} onChange=${(event) => setService(event.target.value)} />
      <label class="check"><input type="checkbox" id="whole" checked=${whole} onChange=${(event) => setWhole(event.target.checked)} /> with views, dead letters and notes</label>
    </div>
    ${shown.topics.length === 0 ? html`<${Empty}>Nothing of that kind.<//>` : html`<${Drawing} graph=${graph} picked=${picked} pick=${pick} />`}
    <${Words} applications=${applicationsOf(lineage).filter((it) => !service || it.service === service)} />`;
}
