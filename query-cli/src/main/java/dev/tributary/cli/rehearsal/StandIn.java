package dev.tributary.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.answer.Snippet;
import dev.tributary.contract.config.Secret;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Speaks as much of Postgres' protocol
/// (<https://www.postgresql.org/docs/current/protocol-message-formats.html>) as the driver needs to
/// believe that it was let in, and answers every query with the same rows, which have each column
/// that a search reads. One connection at a time, on a thread of its own.
final class StandIn implements Closeable {

    private static final int ENCRYPTION_ASKED = 80877103;
    private static final int GSS_ASKED = 80877104;
    private static final int SASL = 10;
    private static final int SASL_GOES_ON = 11;
    private static final int SASL_ENDS = 12;
    private static final int TEXT = 25;

    private static final String SELECT = "SELECT";

    /// One more than a search shows, so that the answer has a next page.
    private static final int ROWS = 21;

    /// The first is true, for queries that ask whether there is something.
    private static final Map<String, String> ROW =
            Map.ofEntries(
                    Map.entry("newest", "2020-01-02 03:04:05+00"),
                    Map.entry("snapshot", "1:1:"),
                    Map.entry("account", "jsonl:a"),
                    Map.entry("chat", "c"),
                    Map.entry("message", "1"),
                    Map.entry("sender", "anna"),
                    Map.entry("sent_at", "2020-01-02 03:04:05+00"),
                    Map.entry("edited_at", "2020-01-02 03:04:06+00"),
                    Map.entry("kind", "message"),
                    Map.entry("text", "a word among some others"),
                    Map.entry("reply_to_chat", "c"),
                    Map.entry("reply_to_message", "0"),
                    Map.entry("deleted", "f"),
                    Map.entry("number", "1"),
                    Map.entry("chat_title", "Chat"),
                    Map.entry("sender_name", "Anna"),
                    Map.entry("name", "a.txt"),
                    Map.entry("mime_type", "text/plain"),
                    Map.entry("size", "1200"),
                    Map.entry("path", "files/a.txt"),
                    Map.entry("stored", "0a/0a"),
                    Map.entry("score", "0.5"),
                    Map.entry("candidates", "21"),
                    Map.entry(
                            "headline",
                            "a " + Snippet.OPEN + "word" + Snippet.CLOSE + " among some others"));

    private static final List<String> COLUMNS = List.copyOf(ROW.keySet());

    private final ServerSocket socket;
    private final Thread thread;

    StandIn() throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = Thread.ofPlatform().daemon().name("stand-in").start(this::serve);
    }

    /// Leaves its address where a running stack leaves its own, with all that a stack tells.
    void announce(Path data) throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/archive";
        new Endpoints(
                        ProcessHandle.current().pid(),
                        new Endpoints.Kafka(Map.of("bootstrap.servers", new Secret("127.0.0.1:1"))),
                        new Endpoints.Postgres(url, "reader", new Secret(ScramServer.PASSWORD)),
                        URI.create("http://127.0.0.1:1/"),
                        Endpoints.Agents.at(URI.create("http://127.0.0.1:1/mcp")))
                .write(new DataDirectory(data).endpointsFile());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                new Caller(caller).serve();
            } catch (EOFException e) {
                // The caller has left without a word, as it may.
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /// One connection.
    private static final class Caller {

        private final DataInputStream in;
        private final DataOutputStream out;
        private String command = "";
        private boolean inTransaction;

        Caller(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        void serve() throws IOException {
            greet();
            ScramServer scram = new ScramServer();
            authentication(SASL, "SCRAM-SHA-256\0\0");
            authentication(SASL_GOES_ON, scram.challenge(text(message())));
            authentication(SASL_ENDS, scram.proof(text(message())));
            send('R', new byte[4]);
            for (String fact :
                    List.of(
                            "server_version\00018.0",
                            "client_encoding\000UTF8",
                            "DateStyle\000ISO, MDY",
                            "integer_datetimes\000on",
                            "standard_conforming_strings\000on",
                            "TimeZone\000UTC")) {
                send('S', (fact + "\0").getBytes(UTF_8));
            }
            send('K', new byte[8]);
            ready();
            answer();
        }

        private void greet() throws IOException {
            while (true) {
                int asked = ByteBuffer.wrap(in.readNBytes(in.readInt() - Integer.BYTES)).getInt();
                if (asked != ENCRYPTION_ASKED && asked != GSS_ASKED) {
                    return;
                }
                out.writeByte('N');
                out.flush();
            }
        }

        private void answer() throws IOException {
            for (int kind = in.read(); kind >= 0 && kind != 'X'; kind = in.read()) {
                byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
                switch (kind) {
                    case 'P' -> {
                        String prepared = text(body);
                        begin(prepared.substring(prepared.indexOf('\0') + 1));
                        send('1', new byte[0]);
                    }
                    case 'B' -> send('2', new byte[0]);
                    case 'D' -> describe();
                    case 'E' -> rows();
                    case 'C' -> send('3', new byte[0]);
                    case 'S' -> ready();
                    case 'Q' -> {
                        begin(text(body));
                        rows();
                        ready();
                    }
                    default -> throw new IOException("not rehearsed: " + (char) kind);
                }
            }
        }

        /// By a statement's first word.
        private void begin(String statement) {
            String word = statement.strip().split("[^A-Za-z]", 2)[0];
            command = word.equals("WITH") ? SELECT : word;
            inTransaction = command.equals("BEGIN") || (inTransaction && command.equals(SELECT));
        }

        private void describe() throws IOException {
            if (!command.equals(SELECT)) {
                send('n', new byte[0]);
                return;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(body);
            fields.writeShort(COLUMNS.size() + 1);
            field(fields, "first");
            for (String column : COLUMNS) {
                field(fields, column);
            }
            send('T', body.toByteArray());
        }

        private static void field(DataOutputStream fields, String name) throws IOException {
            fields.write((name + "\0").getBytes(UTF_8));
            fields.writeInt(0);
            fields.writeShort(0);
            fields.writeInt(type(name));
            fields.writeShort(-1);
            fields.writeInt(-1);
            fields.writeShort(0);
        }

        /// Object ids of `pg_type`.
        private static int type(String column) {
            return switch (column) {
                case "first", "deleted" -> 16;
                case "newest", "sent_at", "edited_at" -> 1184;
                case "number", "candidates", "size" -> 20;
                case "score" -> 700;
                default -> TEXT;
            };
        }

        private void rows() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream row = new DataOutputStream(body);
            row.writeShort(COLUMNS.size() + 1);
            value(row, "t");
            for (String column : COLUMNS) {
                value(row, ROW.getOrDefault(column, ""));
            }
            for (int i = 0; command.equals(SELECT) && i < ROWS; i++) {
                send('D', body.toByteArray());
            }
            send(
                    'C',
                    (command + (command.equals(SELECT) ? " " + ROWS : "") + "\0").getBytes(UTF_8));
        }

        private static void value(DataOutputStream row, String value) throws IOException {
            byte[] bytes = value.getBytes(UTF_8);
            row.writeInt(bytes.length);
            row.write(bytes);
        }

        private void authentication(int step, String text) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(body);
            fields.writeInt(step);
            fields.write(text.getBytes(UTF_8));
            send('R', body.toByteArray());
            out.flush();
        }

        private void ready() throws IOException {
            send('Z', new byte[] {(byte) (inTransaction ? 'T' : 'I')});
            out.flush();
        }

        private byte[] message() throws IOException {
            in.readByte();
            return in.readNBytes(in.readInt() - Integer.BYTES);
        }

        private void send(char kind, byte[] body) throws IOException {
            out.writeByte(kind);
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
        }

        private static String text(byte[] bytes) {
            return new String(bytes, UTF_8);
        }
    }
}
