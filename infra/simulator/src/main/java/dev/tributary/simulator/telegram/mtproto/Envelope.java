package dev.tributary.simulator.telegram.mtproto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// An encrypted message, opened. A class, for its body is bytes.
final class Envelope {

    private static final int HEADER = 3 * Long.BYTES + 2 * Integer.BYTES;

    private final long salt;
    private final long sessionId;
    private final long messageId;
    private final int sequence;
    private final byte[] body;

    Envelope(long salt, long sessionId, long messageId, int sequence, byte[] body) {
        this.salt = salt;
        this.sessionId = sessionId;
        this.messageId = messageId;
        this.sequence = sequence;
        this.body = body;
    }

    static Envelope open(AuthKey key, byte[] sealed) {
        ByteBuffer plain = Octets.littleEndian(key.open(AuthKey.Sealer.CLIENT, sealed));
        long salt = plain.getLong();
        long sessionId = plain.getLong();
        long messageId = plain.getLong();
        int sequence = plain.getInt();
        int length = plain.getInt();
        if (length < 0 || length > plain.remaining()) {
            throw new MalformedMessage("message of \"" + length + "\" bytes is cut");
        }
        byte[] body = new byte[length];
        plain.get(body);
        return new Envelope(salt, sessionId, messageId, sequence, body);
    }

    byte[] seal(AuthKey key, SecureRandom random) {
        byte[] padding = new byte[AuthKey.padding(HEADER + body.length)];
        random.nextBytes(padding);
        byte[] plain =
                Octets.littleEndian(HEADER + body.length + padding.length)
                        .putLong(salt)
                        .putLong(sessionId)
                        .putLong(messageId)
                        .putInt(sequence)
                        .putInt(body.length)
                        .put(body)
                        .put(padding)
                        .array();
        return key.seal(AuthKey.Sealer.SERVER, plain);
    }

    long salt() {
        return salt;
    }

    long sessionId() {
        return sessionId;
    }

    long messageId() {
        return messageId;
    }

    int sequence() {
        return sequence;
    }

    ByteBuffer body() {
        return Octets.littleEndian(body);
    }
}
