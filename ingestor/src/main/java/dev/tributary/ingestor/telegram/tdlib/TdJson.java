package dev.tributary.ingestor.telegram.tdlib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The native library. Once loaded it stays for the life of the process.
// Each method that is restricted is one that calls native code or trusts an address from there,
// which is what this class is for.
@SuppressWarnings("restricted")
final class TdJson implements TdFunctions {

    private static final double NANOS = 1e9;

    private final Create create;
    private final Send send;
    private final Receive receive;
    private final Execute execute;

    // Public, because a method handle takes no other kind of interface; nobody else sees them.

    public interface Create {
        int call();
    }

    public interface Send {
        void call(int client, MemorySegment function);
    }

    public interface Receive {
        MemorySegment call(double seconds);
    }

    public interface Execute {
        MemorySegment call(MemorySegment function);
    }

    private TdJson(SymbolLookup library) {
        this.create =
                bind(library, "td_create_client_id", FunctionDescriptor.of(JAVA_INT), Create.class);
        this.send =
                bind(library, "td_send", FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS), Send.class);
        this.receive =
                bind(
                        library,
                        "td_receive",
                        FunctionDescriptor.of(ADDRESS, JAVA_DOUBLE),
                        Receive.class);
        this.execute =
                bind(library, "td_execute", FunctionDescriptor.of(ADDRESS, ADDRESS), Execute.class);
    }

    /// @throws IllegalArgumentException if the system cannot load it
    static TdJson load(Path library) {
        return new TdJson(SymbolLookup.libraryLookup(library, Arena.global()));
    }

    private static <T> T bind(
            SymbolLookup library, String name, FunctionDescriptor shape, Class<T> type) {
        return MethodHandleProxies.asInterfaceInstance(
                type, Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape));
    }

    @Override
    public int createClientId() {
        return create.call();
    }

    @Override
    public void send(int client, String function) {
        try (Arena arena = Arena.ofConfined()) {
            send.call(client, arena.allocateFrom(function, UTF_8));
        }
    }

    @Override
    public @Nullable String receive(Duration most) {
        return copy(receive.call(most.toNanos() / NANOS));
    }

    @Override
    public @Nullable String execute(String function) {
        try (Arena arena = Arena.ofConfined()) {
            return copy(execute.call(arena.allocateFrom(function, UTF_8)));
        }
    }

    /// At once: TDLib reuses the memory at this thread's next call.
    private static @Nullable String copy(MemorySegment text) {
        return text.equals(MemorySegment.NULL)
                ? null
                : text.reinterpret(Long.MAX_VALUE).getString(0, UTF_8);
    }
}
