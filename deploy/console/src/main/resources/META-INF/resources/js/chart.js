// Line charts by uPlot, in the colours of the page.
import { html, useEffect, useRef } from './preact.js';
import uPlot from '../vendor/uPlot.esm.js';

const HEIGHT = 220;

/** The colour that a custom property stands for now, light or dark, as a canvas understands it. */
function colour(name) {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/**
 * Lines over time.
 *
 * @param times seconds since 1970, ascending
 * @param lines each with label, colour (the name of a custom property), values, and unit
 * @param label what the chart shows, for those who do not see it
 */
export function Chart({ times, lines, label }) {
  const holder = useRef(null);
  const drawn = useRef(null);
  const data = [times, ...lines.map((it) => it.values)];
  useEffect(() => {
    const draw = () => {
      drawn.current?.destroy();
      drawn.current = new uPlot(options(holder.current.clientWidth, lines), data, holder.current);
    };
    draw();
    const resized = new ResizeObserver(() => drawn.current?.setSize({ width: holder.current.clientWidth, height: HEIGHT }));
    resized.observe(holder.current);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      dark.removeEventListener('change', draw);
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [lines.map((it) => it.label).join()]);
  useEffect(() => drawn.current?.setData(data), [JSON.stringify(data)]);
  return html`<div class="chart" ref=${holder} role="img" aria-label=${label}></div>`;
}

function options(width, lines) {
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
  return {
    width: Math.max(200, width),
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    scales: { y: { range: (_, low, high) => [0, Math.max(1, high || 0) * 1.1] } },
    axes: [axis, { ...axis, size: 56 }],
    series: [
      { value: (_, time) => (time == null ? '–' : new Date(time * 1000).toLocaleTimeString(undefined, { hour12: false })) },
      ...lines.map((it) => ({ label: it.label, stroke: colour(it.colour), width: 2, points: { size: 6 }, value: (_, value) => (value == null ? '–' : `${value} ${it.unit}`) })),
    ],
  };
}
