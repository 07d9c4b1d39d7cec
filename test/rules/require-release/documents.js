import { createCanvas } from '@napi-rs/canvas';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import Konva from 'konva';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';

export async function forgetsWhenAPageFails(data) {
  const pdf = await pdfjs.getDocument({ data }).promise; // want onThrow
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: 2 });
    const canvas = createCanvas(viewport.width, viewport.height);
    await page.render({ canvas, viewport }).promise;
    pages.push({ number, image: await canvas.encode('png') });
  }
  await pdf.destroy();
  return pages;
}

export async function countsPages(data) {
  const task = pdfjs.getDocument({ data });
  try {
    const pdf = await task.promise;
    return pdf.numPages;
  } finally {
    await task.destroy();
  }
}

export async function destroysItsDocument(data) {
  const task = pdfjs.getDocument({ data });
  const pdf = await task.promise;
  try {
    return pdf.numPages;
  } finally {
    await pdf.destroy();
  }
}

export function opensForItsCaller(data) {
  return pdfjs.getDocument({ data }).promise;
}

export function drawsBadge(width, height, label) {
  const stage = new Konva.Stage({ width, height }); // want never
  const layer = new Konva.Layer();
  layer.add(new Konva.Text({ text: label }));
  stage.add(layer);
  return stage.toDataURL();
}

export function drawsAndDestroys(width, height) {
  const stage = new Konva.Stage({ width, height });
  try {
    return stage.toDataURL();
  } finally {
    stage.destroy();
  }
}

export async function asksATool(command, name, input) {
  const client = new Client({ name: 'orders', version: '1.0.0' }); // want onThrow
  const transport = new StdioClientTransport({ command });
  await client.connect(transport);
  const answer = await client.callTool({ name, arguments: input });
  await client.close();
  return answer.content;
}

export async function neverDisconnects(command) {
  const client = new Client({ name: 'orders', version: '1.0.0' }); // want never
  await client.connect(new StdioClientTransport({ command }));
  const { tools } = await client.listTools();
  return tools.map(tool => tool.name);
}

export async function disconnects(command) {
  const client = new Client({ name: 'orders', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command }));
  try {
    const { tools } = await client.listTools();
    return tools.map(tool => tool.name);
  } finally {
    await client.close();
  }
}

export async function handsItsClientOn(command) {
  const client = new Client({ name: 'orders', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command }));
  return client;
}

/** A document gives back its task too, so that whoever gets it is to do so. */
export async function opensFor(data) {
  const task = pdfjs.getDocument({ data });
  return await task.promise;
}

export function handsItsTask(data) {
  const task = pdfjs.getDocument({ data });
  return task.promise;
}

export async function sizesUp(data) {
  const task = pdfjs.getDocument({ data }); // want never
  const { numPages } = await task.promise;
  return numPages;
}
