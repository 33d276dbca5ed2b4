package dev.tributary.rpc.daemon;

import dev.tributary.rpc.place.DaemonPlace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The daemon's socket. It gets its name when its permissions stand, and loses it before it closes.
final class Listener implements AutoCloseable {

    private final Path socket;
    private final ServerSocketChannel channel;
    private final @Nullable Object inode;

    private Listener(Path socket, ServerSocketChannel channel) throws IOException {
        this.socket = socket;
        this.channel = channel;
        this.inode = inode(socket);
    }

    private static @Nullable Object inode(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// To be called by the lock's holder: what lies there is a dead one's.
    static Listener open(DaemonPlace place, int backlog) throws IOException {
        Path socket = place.socket();
        Path unnamed = place.directory().resolve(place.id().name() + ".new");
        Files.deleteIfExists(unnamed);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean open = false;
        try {
            channel.bind(UnixDomainSocketAddress.of(unnamed), backlog);
            Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString("rw-------"));
            Files.move(unnamed, socket, StandardCopyOption.ATOMIC_MOVE);
            open = true;
            return new Listener(socket, channel);
        } finally {
            if (!open) {
                channel.close();
            }
        }
    }

    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    /// Whether clients still find it: who tidies a directory of temporary files may take its name.
    boolean isReachable() {
        try {
            return Objects.equals(inode(socket), inode);
        } catch (IOException gone) {
            return false;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen() && isReachable()) {
            Files.deleteIfExists(socket);
        }
        channel.close();
    }
}
