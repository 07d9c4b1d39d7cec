/** Packages that need a page to draw on: a file that imports one of them, and nothing of a server, is run by a browser. */
export const ofPages: ReadonlySet<string> = new Set([
  '@angular/platform-browser', '@codemirror/view', '@tanstack/react-query', '@vueuse/core', '@xterm/xterm', 'chart.js', 'codemirror',
  'echarts', 'framer-motion', 'jquery', 'leaflet', 'mapbox-gl', 'maplibre-gl', 'monaco-editor', 'react-dom', 'react-dom/client',
  'react-native', 'react-router-dom', 'slate-react', 'three', 'xterm',
]);
