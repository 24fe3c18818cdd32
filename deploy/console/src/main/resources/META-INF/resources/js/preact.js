// The one place that knows where Preact and htm come from.
export { html, render, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/standalone.module.js';
