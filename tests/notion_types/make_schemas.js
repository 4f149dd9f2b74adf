// Derives JSON Schemas from the types of Notion's own SDK:  node make_schemas.js <output>
//
// Runs where the packages of package.json are installed; `tools/setup types` sees to that. Only what
// the service answers and sends is needed, and all of it comes from one reading of the package.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const ANSWERS = [
  "AppendBlockChildrenResponse",
  "CreateViewQueryResponse",
  "DataSourceObjectResponse",
  "DataSourceViewObjectResponse",
  "DatabaseObjectResponse",
  "DeleteViewQueryResponse",
  "DeleteViewResponse",
  "FileUploadObjectResponse",
  "GetAsyncTaskResponse",
  "GetBlockResponse",
  "GetCommentResponse",
  "GetPageMarkdownResponse",
  "GetPagePropertyResponse",
  "GetPageResponse",
  "GetUserResponse",
  "GetViewQueryResultsResponse",
  "ListBlockChildrenResponse",
  "ListCommentsResponse",
  "ListCustomEmojisResponse",
  "ListDataSourceTemplatesResponse",
  "ListDatabaseViewsResponse",
  "ListFileUploadsResponse",
  "ListUsersResponse",
  "OauthIntrospectResponse",
  "OauthRevokeResponse",
  "OauthTokenResponse",
  "QueryDataSourceResponse",
  "QueryMeetingNotesResponse",
  "SearchResponse",
];

const place = new URL("node_modules/@notionhq/client/build/src/", import.meta.url);
const events = readFileSync(new URL("api-endpoints/webhooks.d.ts", place), "utf8");
const SENT = [...events.matchAll(/^export type (\w+WebhookPayload) =/gm)].map((found) => found[1]);

const generator = createGenerator({
  path: fileURLToPath(new URL("api-endpoints.d.ts", place)),
  additionalProperties: false,
  expose: "all",
  jsDoc: "none",
  skipTypeCheck: true,
});

const shapes = {};
for (const name of [...ANSWERS, ...SENT]) {
  Object.assign(shapes, generator.createSchema(name).definitions);
}
const output = process.argv[2];
writeFileSync(`${output}.part`, JSON.stringify(shapes));
renameSync(`${output}.part`, output);
