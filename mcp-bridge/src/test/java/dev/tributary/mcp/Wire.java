package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// HTTP by hand, so that a test can send what no client library would.
record Wire(URI service, Map<String, String> headers) {

    /// What came back, head and body.
    record Reply(String text) {
        int status() {
            return text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12));
        }

        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line ->
                            line.toLowerCase(java.util.Locale.ROOT)
                                    .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    static Wire to(URI service) {
        return new Wire(
                service,
                Map.of(
                        "Host", service.getAuthority(),
                        "Authorization", "Bearer " + TestService.TOKEN,
                        "Accept", "application/json, text/event-stream",
                        "Content-Type", "application/json",
                        "Connection", "close"));
    }

    /// @param value null leaves the header out
    Wire with(String header, @org.jspecify.annotations.Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        if (value == null) {
            changed.remove(header);
        } else {
            changed.put(header, value);
        }
        return new Wire(service, changed);
    }

    /// With a session of its own.
    Wire begin() throws IOException {
        Reply begun =
                post(
                        """
                        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
                          "protocolVersion": "2025-11-25", "capabilities": {},
                          "clientInfo": {"name": "wire", "version": "1"}}}\
                        """);
        Wire inSession = with("MCP-Session-Id", begun.header("MCP-Session-Id"));
        Reply _ =
                inSession.post("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
        return inSession;
    }

    Reply call(String tool, String arguments) throws IOException {
        return post(call(7, tool, arguments));
    }

    static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\": \"2.0\", \"id\": "
                + id
                + ", \"method\": \"tools/call\", \"params\": {\"name\": \""
                + tool
                + "\", \"arguments\": "
                + arguments
                + "}}";
    }

    Reply post(String body) throws IOException {
        return send("POST", "/mcp", body);
    }

    Reply send(String method, String path, String body) throws IOException {
        return raw(head(method, path, body.getBytes(UTF_8).length) + body);
    }

    /// The connection is left open: the caller reads or breaks it.
    Socket open(String method, String body) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.getOutputStream()
                .write((head(method, "/mcp", body.getBytes(UTF_8).length) + body).getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    String head(String method, String path, int length) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (length > 0) {
            head.append("Content-Length: " + length + "\r\n");
        }
        return head.append("\r\n").toString();
    }

    Reply raw(String request) throws IOException {
        return raw(request.getBytes(UTF_8));
    }

    /// Of a stream that is listened to, what it begins with.
    Reply raw(byte[] request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            boolean isListening = request.length > 3 && request[0] == 'G' && request[1] == 'E';
            return new Reply(read(socket.getInputStream(), isListening));
        }
    }

    private static String read(InputStream in, boolean isListening) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] piece = new byte[8_192];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            text.append(new String(piece, 0, read, ISO_8859_1));
            if (isListening && text.indexOf("\r\n\r\n") > 0 && text.indexOf(": \n\n") > 0) {
                break;
            }
        }
        return text.toString();
    }
}
