import type { OpenAPI } from '@orpc/openapi';

type Json = Record<string, unknown>;

const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function escaped(value: unknown): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return String(value).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2330;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.1rem;margin-top:2.5rem;border-top:1px solid #d8dce4;padding-top:1.5rem}
code{font:13px/1.5 ui-monospace,monospace;background:#f2f4f8;padding:.1em .3em;border-radius:3px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #e6e9ef}
th{font-weight:600}.method{font-weight:700;color:#0b5cad}
@media(prefers-color-scheme:dark){body{color:#e4e8f0;background:#14181f}code{background:#232a35}h2,th,td{border-color:#303846}.method{color:#7fb8f5}}`;

/** The OpenAPI document as a page to read: no scripts, nothing from elsewhere. */
export function intakePage(document: OpenAPI.Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(object(methods)).map(([method, operation]) => section(method, path, object(operation))),
  );
  const schemas = Object.entries(object(object(document.components).schemas)).map(
    ([name, schema]) => `<h2 id="${escaped(name)}">${escaped(name)}</h2>${schemaTable(object(schema))}`,
  );
  const { title, description } = document.info;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style><h1>${escaped(title)}</h1><p>${escaped(description ?? '')}</p>
<p>Every call but the first needs a key, made in Vigie under Feeds: <code>Authorization: Bearer vk_…</code>.
The whole description for programs is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
${operations.join('\n')}${schemas.join('\n')}</html>`;
}

function section(method: string, path: string, operation: Json): string {
  const parameters = list(operation.parameters).map(
    (one) =>
      `<tr><td><code>${escaped(one.name)}</code></td><td>${escaped(one.in)}</td><td>${escaped(text(one.description))}</td></tr>`,
  );
  const body = jsonSchemaOf(operation.requestBody);
  const answers = Object.entries(object(operation.responses)).map(
    ([status, answer]) =>
      `<tr><td><code>${escaped(status)}</code></td><td>${escaped(text(object(answer).description))}</td></tr>`,
  );
  return `<h2><span class="method">${escaped(method.toUpperCase())}</span> <code>${escaped(path)}</code></h2>
<p>${escaped(text(operation.summary))}</p>
${parameters.length > 0 ? `<table><tr><th>Parameter</th><th>In</th><th></th></tr>${parameters.join('')}</table>` : ''}
${body ? `<p>Body: ${typeOf(body)}</p>` : ''}
<table><tr><th>Status</th><th></th></tr>${answers.join('')}</table>`;
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function jsonSchemaOf(body: unknown): Json | null {
  const schema = object(object(object(body).content)['application/json']).schema;
  return schema ? object(schema) : null;
}

function schemaTable(schema: Json): string {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const rows = Object.entries(object(schema.properties)).map(([name, property]) => {
    const one = object(property);
    const example: unknown = Array.isArray(one.examples) ? one.examples[0] : undefined;
    const shown = example === undefined ? '' : ` Example: <code>${escaped(example)}</code>`;
    return `<tr><td><code>${escaped(name)}</code>${required.has(name) ? ' *' : ''}</td><td>${typeOf(one)}</td><td>${escaped(text(one.description))}${shown}</td></tr>`;
  });
  return `<p>${escaped(text(schema.description))}</p><table><tr><th>Field (* required)</th><th>Type</th><th></th></tr>${rows.join('')}</table>`;
}

function typeOf(schema: Json): string {
  const reference = text(schema.$ref).split('/').at(-1);
  if (reference) return `<a href="#${escaped(reference)}">${escaped(reference)}</a>`;
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => `<code>${escaped(one)}</code>`).join(' ');
  if (schema.type === 'array') return `list of ${typeOf(object(schema.items))}`;
  if (schema.type === 'object') {
    return `object: ${Object.keys(object(schema.properties))
      .map((name) => `<code>${escaped(name)}</code>`)
      .join(' ')}`;
  }
  const options = list(schema.anyOf ?? schema.oneOf);
  if (options.length > 0) return options.map(typeOf).join(' or ');
  return escaped(text(schema.format) || text(schema.type) || 'any');
}
