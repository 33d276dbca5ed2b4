// The inspector's command line lists strictly and calls each tool:
// inspector.mjs http URL TOKEN | inspector.mjs stdio COMMAND ARGUMENT...
import assert from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { CALLS } from "./calls.mjs";

const home = "node_modules/@modelcontextprotocol/inspector";
const bin = JSON.parse(readFileSync(`${home}/package.json`)).bin;
const program = `${home}/${typeof bin === "string" ? bin : Object.values(bin)[0]}`;
const [kind, ...rest] = process.argv.slice(2);
const target =
  kind === "http"
    ? [rest[0], "--transport", "http", "--header", `Authorization: Bearer ${rest[1]}`]
    : rest;

function inspect(...method) {
  const run = spawnSync(
    process.execPath,
    [program, "--cli", ...target, ...method, "--format", "json"],
    { encoding: "utf8" },
  );
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const list = inspect("--method", "tools/list", "--strict");
assert.equal(list.code, 0, list.out + list.err);
for (const [name, args] of Object.entries(CALLS)) {
  const call = inspect(
    "--method", "tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(args),
  );
  assert.equal(call.code, 0, name + call.out + call.err);
  assert.ok(!call.out.includes('"isError": true'), name + call.out);
  console.log(`${name}: ${call.code}`);
}
