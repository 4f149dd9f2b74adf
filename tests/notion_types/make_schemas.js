// Derives JSON Schemas from the types of Notion's own SDK:  node make_schemas.js <output>
//
// Runs where the packages of package.json are installed; `tools/setup types` sees to that. Only the
// types that endpoints.json names are needed, and those of webhooks; all come from one reading of the
// package.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const read = (name, base) => readFileSync(new URL(name, base), "utf8");
const endpoints = Object.values(JSON.parse(read("endpoints.json", import.meta.url)));
const BODIES = endpoints.flatMap((one) => Object.values(one));
const place = new URL("node_modules/@notionhq/client/build/src/", import.meta.url);
const events = read("api-endpoints/webhooks.d.ts", place);
const EVENTS = [...events.matchAll(/^export type (\w+WebhookPayload) =/gm)].map((found) => found[1]);

const generator = createGenerator({
  path: fileURLToPath(new URL("api-endpoints.d.ts", place)),
  additionalProperties: false,
  expose: "all",
  jsDoc: "none",
  skipTypeCheck: true,
});

const shapes = {};
for (const name of new Set([...BODIES, ...EVENTS])) {
  Object.assign(shapes, generator.createSchema(name).definitions);
}
const output = process.argv[2];
writeFileSync(`${output}.part`, JSON.stringify(shapes));
renameSync(`${output}.part`, output);
