package dev.tributary.rpc.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// The name of one daemon: two of the same name never run at once, two of different names never
/// meet.
///
/// @param name of its files, `<program>-<16 hexadecimal digits>`
public record DaemonId(String name) {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /// Hashed by 64-bit FNV-1a (RFC 9923): the names tell a user's own daemons apart, so nobody is
    /// kept out by them, and the JDK's digests take a fifth of a client's time to load.
    ///
    /// @param facts all that makes this daemon's answers differ from another's, in a fixed order
    public static DaemonId of(String program, List<String> facts) {
        long hash = OFFSET_BASIS;
        for (String fact : facts) {
            byte[] bytes = fact.getBytes(UTF_8);
            hash = mix(hash, bytes.length);
            hash = mix(hash, bytes.length >> 8);
            hash = mix(hash, bytes.length >> 16);
            hash = mix(hash, bytes.length >> 24);
            for (byte b : bytes) {
                hash = mix(hash, b);
            }
        }
        String digits = Long.toHexString(hash);
        return new DaemonId(program + "-" + "0".repeat(16 - digits.length()) + digits);
    }

    private static long mix(long hash, int octet) {
        return (hash ^ (octet & 0xff)) * PRIME;
    }
}
