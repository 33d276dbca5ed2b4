// The official suite's scenarios that need no fixtures of their own: conformance.mjs URL TOKEN
import { spawn } from "node:child_process";
import { start } from "./proxy.mjs";

const SCENARIOS = [
  "server-initialize",
  "ping",
  "logging-set-level",
  "tools-list",
  "server-sse-multiple-streams",
  "resources-list",
  "resources-subscribe",
  "resources-unsubscribe",
  "prompts-list",
  "dns-rebinding-protection",
];
const [url, token] = process.argv.slice(2);
const proxy = await start(url, token);
let failed = 0;
for (const scenario of SCENARIOS) {
  const run = await new Promise((resolve) => {
    const child = spawn(process.execPath, [
      "node_modules/@modelcontextprotocol/conformance/dist/index.js",
      "server", "--url", proxy.url, "--scenario", scenario,
    ]);
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    child.on("close", (code) => resolve({ code, out }));
  });
  console.log(`${run.code === 0 ? "passed" : "FAILED"} ${scenario}`);
  if (run.code !== 0) {
    failed++;
    console.log(run.out);
  }
}
proxy.close();
process.exit(failed ? 1 : 0);
