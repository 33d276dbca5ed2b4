// Adds the token to every request and changes nothing else: the conformance suite knows no tokens.
import http from "node:http";

export function start(target, token) {
  const { hostname, port } = new URL(target);
  const server = http.createServer((request, response) => {
    const onward = http.request(
      {
        hostname,
        port,
        path: request.url,
        method: request.method,
        headers: { ...request.headers, authorization: `Bearer ${token}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        response.flushHeaders();
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ url: `http://localhost:${server.address().port}/mcp`, close: () => server.close() }),
    ),
  );
}
