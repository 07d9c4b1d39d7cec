/** Packages that need a page, or a screen, to draw on: a file that imports one of them, and nothing of a server, is run by its user. */
export const ofPages: ReadonlySet<string> = new Set([
  '@angular/core', '@angular/platform-browser', '@codemirror/view', '@preact/signals', '@tanstack/react-query', '@tauri-apps/api/core',
  '@tauri-apps/api/event', '@tauri-apps/api/webviewWindow', '@tauri-apps/plugin-process', '@tauri-apps/plugin-store',
  '@tauri-apps/plugin-updater', '@vueuse/core', '@xterm/xterm', 'chart.js', 'codemirror', 'echarts', 'expo-file-system',
  'expo-file-system/legacy', 'expo-notifications', 'expo-router', 'expo-secure-store', 'framer-motion', 'jquery', 'leaflet', 'mapbox-gl',
  'maplibre-gl', 'mobx-react', 'monaco-editor', 'pinia', 'preact', 'react-dom', 'react-dom/client', 'react-native', 'react-router-dom',
  'slate-react', 'solid-js', 'svelte', 'svelte/store', 'three', 'vue', 'vue-router', 'xterm',
]);

/** Packages that run on pages as well as on servers: to import one tells nothing. */
export const ofBoth: ReadonlySet<string> = new Set([
  'ajv', 'axios', 'dayjs', 'eventemitter3', 'graphql-request', 'joi', 'ky', 'lodash', 'moment', 'rxjs', 'socket.io-client', 'superagent',
  'superstruct', 'uuid', 'valibot', 'yup', 'zod',
]);
