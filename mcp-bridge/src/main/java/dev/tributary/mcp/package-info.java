/// The bridge for agents: [McpBridge] is the program, [Offer] all that it offers (tools, resources,
/// a prompt) in the SDK's terms, the same over stdio and over HTTP. A call's way: transport
/// (`stdio` or `http`) → session of the SDK → [Offer] → `tool`, which asks the `archive` within the
/// scope of the `client`, makes what other people wrote safe (`safety`), keeps the budget and
/// writes the `audit` log. Each request has a virtual thread of its own.
@NullMarked
package dev.tributary.mcp;

import org.jspecify.annotations.NullMarked;
