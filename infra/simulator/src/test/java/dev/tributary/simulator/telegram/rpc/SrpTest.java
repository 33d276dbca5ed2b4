package dev.tributary.simulator.telegram.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.mtproto.DhPrime;
import dev.tributary.simulator.telegram.mtproto.Octets;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/// What a client that knows the password computes is with TDLib, in the sign-in with a password.
class SrpTest {

    private final Srp srp = new Srp("right", new SecureRandom());

    @Test
    void aProofMadeWithoutThePasswordIsRefused() {
        byte[] a = Octets.unsigned(DhPrime.power(BigInteger.TEN), DhPrime.BYTES);

        assertThat(srp.accepts(a, new byte[32])).isFalse();
    }

    @Test
    void everyOfferIsAnother() {
        assertThat(new Srp("right", new SecureRandom()).offered()).isNotEqualTo(srp.offered());
    }
}
