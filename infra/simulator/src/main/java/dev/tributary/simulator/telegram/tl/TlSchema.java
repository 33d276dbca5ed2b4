package dev.tributary.simulator.telegram.tl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The constructors and functions of Telegram's layer 227 that this server knows.
public final class TlSchema {

    public static final int LAYER = 227;

    private final Map<Integer, TlConstructor> byId = new HashMap<>();
    private final Map<String, TlConstructor> byName = new HashMap<>();

    TlSchema(List<String> lines) {
        lines.stream().map(TlConstructor::of).forEach(this::add);
    }

    /// The schema of this module's resources: what is answered, and the names of what is not.
    public static TlSchema telegram() {
        TlSchema schema = new TlSchema(lines("schema.tl"));
        lines("refused-reads.txt").stream().map(TlConstructor::of).forEach(schema::add);
        lines("writes.txt").stream().map(TlConstructor::of).forEach(schema::add);
        return schema;
    }

    /// Reads of Telegram's that this server refuses: a client goes on without them.
    public static Set<String> refusedReads() {
        return names("refused-reads.txt");
    }

    /// Calls that change something at Telegram.
    public static Set<String> writes() {
        return names("writes.txt");
    }

    private static Set<String> names(String resource) {
        return lines(resource).stream()
                .map(line -> line.substring(0, line.indexOf('#')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = TlSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource \"" + resource + "\" is not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("//"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(TlConstructor constructor) {
        TlConstructor sameId = byId.putIfAbsent(constructor.id(), constructor);
        TlConstructor sameName = byName.putIfAbsent(constructor.name(), constructor);
        if (sameId != null || sameName != null) {
            throw new IllegalArgumentException(
                    "\"" + constructor.name() + "\" is in the schema twice, by name or by id");
        }
    }

    Optional<TlConstructor> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    TlConstructor named(String name) {
        TlConstructor constructor = byName.get(name);
        if (constructor == null) {
            throw new MalformedTl("no constructor \"" + name + "\" in the schema: add its line");
        }
        return constructor;
    }

    /// What the id is called; an unknown one by its number, as in a schema.
    public String nameOf(int id) {
        return find(id).map(TlConstructor::name).orElseGet(() -> "#" + Integer.toHexString(id));
    }
}
