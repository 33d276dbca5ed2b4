// The npm SDK's client lists and calls everything: sdk.mjs http URL TOKEN | sdk.mjs stdio COMMAND ARGUMENT...
import assert from "node:assert";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { CALLS } from "./calls.mjs";

const [kind, ...rest] = process.argv.slice(2);
const transport =
  kind === "http"
    ? new StreamableHTTPClientTransport(new URL(rest[0]), {
        requestInit: { headers: { Authorization: `Bearer ${rest[1]}` } },
      })
    : new StdioClientTransport({ command: rest[0], args: rest.slice(1), env: process.env });
const client = new Client({ name: "tributary-checks", version: "1" });
await client.connect(transport);

const { tools } = await client.listTools();
assert.deepEqual(tools.map((tool) => tool.name).sort(), Object.keys(CALLS).sort());
for (const [name, args] of Object.entries(CALLS)) {
  const result = await client.callTool({ name, arguments: args });
  assert.ok(!result.isError, `${name}: ${result.content[0].text}`);
  console.log(`${name}: ${result.content[0].text.split("\n")[0]}`);
}
const { resources } = await client.listResources();
for (const { uri } of resources) {
  const { contents } = await client.readResource({ uri });
  assert.match(contents[0].text, /jsonl:a\/team/);
}
const chat = await client.readResource({ uri: "tributary://chat/jsonl%3Aa%2Fteam" });
assert.match(chat.contents[0].text, /quarterly/);
const { messages } = await client.getPrompt({ name: "catch_up", arguments: { chat: "team" } });
assert.match(messages[0].content.text, /quarterly/);
await client.close();
