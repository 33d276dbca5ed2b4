package dev.tributary.simulator.telegram.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AuthKey key = new AuthKey(new byte[256], 5);
    private final Session session =
            new Session(
                    key, 7, new MessageIds(Clock.fixed(NOW, ZoneOffset.UTC)), new SecureRandom());
    private final TestLine first = new TestLine(1);
    private final TestLine second = new TestLine(2);

    /// A connection that remembers what was sent over it.
    private final class TestLine implements Session.Line {

        private final long number;
        private final List<Sent> sent = new ArrayList<>();
        private boolean isClosed;

        TestLine(long number) {
            this.number = number;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public void send(byte[] frame) {
            sent.add(Sent.of(key.open(AuthKey.Sealer.SERVER, frame)));
        }

        @Override
        public void close() {
            isClosed = true;
        }

        List<Byte> bodies() {
            return sent.stream().map(Sent::body).toList();
        }
    }

    /// @param body its first byte
    private record Sent(long messageId, int sequence, byte body) {

        static Sent of(byte[] plain) {
            ByteBuffer bytes = Octets.littleEndian(plain);
            return new Sent(bytes.getLong(16), bytes.getInt(24), bytes.get(32));
        }
    }

    private void send(Session.Kind kind, int body) {
        session.send(kind, new byte[] {(byte) body, 0, 0, 0});
    }

    @Test
    void whatIsNotAcknowledgedIsSentAgainOverTheNextConnection() {
        session.attach(first);
        send(Session.Kind.ANSWER, 1);
        send(Session.Kind.NOTICE, 2);
        send(Session.Kind.SERVICE, 3);
        session.acknowledge(List.of(first.sent.getFirst().messageId()));

        session.attach(second);

        assertThat(second.sent).containsExactly(first.sent.get(1));
    }

    @Test
    void whatIsSentWithoutAConnectionComesWithTheNextOne() {
        session.attach(first);
        session.drop();
        send(Session.Kind.NOTICE, 1);

        session.attach(second);

        assertThat(second.bodies()).containsExactly((byte) 1);
    }

    @Test
    void aFrameOfAnOlderConnectionReadLateDoesNotTakeTheAnswersThere() {
        session.attach(first);
        session.attach(second);

        session.attach(first);
        send(Session.Kind.ANSWER, 1);

        assertThat(first.sent).isEmpty();
        assertThat(second.bodies()).containsExactly((byte) 1);
    }

    @Test
    void anOlderConnectionIsUsedWhereTheNewerOneIsClosed() {
        session.attach(second);
        session.drop();

        session.attach(first);
        send(Session.Kind.ANSWER, 1);

        assertThat(first.bodies()).containsExactly((byte) 1);
    }

    @Test
    void aForgottenSessionTakesNoConnection() {
        session.attach(first);
        session.forget();

        boolean isTaken = session.attach(second);

        assertThat(isTaken).isFalse();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void itIsOutdatedOnceItsClientWouldRefuseWhatIsKept() {
        boolean isOutdatedEmpty = session.isOutdated(NOW.plus(Duration.ofHours(1)));
        send(Session.Kind.NOTICE, 1);

        assertThat(isOutdatedEmpty).isFalse();
        assertThat(session.isOutdated(NOW.plus(Duration.ofMinutes(3)))).isFalse();
        assertThat(session.isOutdated(NOW.plus(Duration.ofMinutes(5)))).isTrue();
    }

    @Test
    void theSequenceCountsWhatWantsToBeAcknowledged() {
        session.attach(first);

        send(Session.Kind.SERVICE, 1);
        send(Session.Kind.ANSWER, 2);
        send(Session.Kind.SERVICE, 3);
        send(Session.Kind.NOTICE, 4);

        assertThat(first.sent).extracting(Sent::sequence).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aClientThatIsFarBehindIsGivenUp() {
        boolean isOfUse = true;
        int sent = 0;
        while (isOfUse) {
            isOfUse = session.send(Session.Kind.NOTICE, new byte[4]);
            sent++;
        }

        assertThat(sent).isEqualTo(5_001);
    }
}
